/** A choice of edits, tried in memory: nothing is written before it is verified. */
import type { Edit } from '../../change/plan.js';
import { byFile, splice } from '../../change/splice.js';
import type { Reached } from '../../oracle/influence.js';
import type { TypeOracle } from '../../oracle/oracle.js';
import { affectedBy } from './affected.js';
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

/** The edited program in memory; nothing is checked yet. */
export type Draft = { readonly edits: readonly Edit[]; readonly texts: ReadonlyMap<string, string>; readonly edited: TypeOracle };

export type Trial = Draft & { /** What was checked. */ readonly reached: Reached; readonly delta: DiagnosticDelta };

export function draft(program: Program, edits: readonly Edit[]): Draft {
  const texts = editedTexts(program, edits);
  return { edits, texts, edited: program.oracle.overlay(texts) };
}

/** @param reached what to check; by default all that the edits can affect */
export function tryTypes({ oracle }: Program, { texts, edited, edits }: Draft, reached: Reached = affectedBy({ original: oracle, edited, edits })): Trial {
  return { edits, texts, edited, reached, delta: diagnosticDelta(oracle, edited, reached, edits) };
}

export function trySyntax({ oracle }: Program, { edits, edited }: Draft): ReadonlyMap<string, readonly SyntaxProblem[]> {
  const problems: Map<string, readonly SyntaxProblem[]> = new Map();
  for (const [file, own] of byFile(edits)) {
    const [before, after] = [oracle.source(file), edited.source(file)];
    const found = before && after ? checkSyntax(before, after, own) : [];
    if (found.length > 0) problems.set(file, found);
  }
  return problems;
}
