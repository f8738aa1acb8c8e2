/** A choice of edits, tried in memory: nothing is written before it is verified. */
import type { Edit } from '../../change/plan.js';
import { byFile, splice } from '../../change/splice.js';
import type { TypeOracle } from '../../oracle/oracle.js';
import type { DiagnosticDelta } from './diagnostics.js';
import { diagnosticDelta } from './diagnostics.js';
import type { Sources } from './sources.js';
import type { SyntaxProblem } from './syntax.js';
import { checkSyntax } from './syntax.js';

/** The original program and the bytes its files had when it was read. */
export type Program = { readonly oracle: TypeOracle; readonly sources: Sources };

/** The text of every edited file, without byte order marks. */
export function editedTexts({ sources }: Program, edits: readonly Edit[]): ReadonlyMap<string, string> {
  return new Map([...byFile(edits)].map(([file, own]) => [file, splice(sources.source(file).text, own)]));
}

export type Trial = { readonly texts: ReadonlyMap<string, string>; readonly edited: TypeOracle; readonly delta: DiagnosticDelta };

/** @param only the files to check; by default all that the edits can affect */
export function tryTypes(program: Program, edits: readonly Edit[], only?: ReadonlySet<string>): Trial {
  const texts = editedTexts(program, edits);
  const edited = program.oracle.overlay(texts);
  const files = only ?? program.oracle.dependents(texts.keys());
  return { texts, edited, delta: diagnosticDelta(program.oracle, edited, files, new Set(texts.keys())) };
}

/** Purely textual, so it is done once per file and needs no type-check. */
export function trySyntax({ sources }: Program, edits: readonly Edit[]): ReadonlyMap<string, readonly SyntaxProblem[]> {
  const problems = new Map<string, readonly SyntaxProblem[]>();
  for (const [file, own] of byFile(edits)) {
    const before = sources.source(file).text;
    const found = checkSyntax(file, before, splice(before, own), own);
    if (found.length > 0) problems.set(file, found);
  }
  return problems;
}
