/**
 * The statements whose type-check the edits can have changed: those that were edited, and those that depend on what the
 * edited ones declare. All others are text for text what they were and speak of nothing that is not, so that checking them
 * again would say what it said before.
 */
import { ts } from '@ts-morph/common';
import type { Edit } from '../../change/plan.js';
import { byFile, changedRanges } from '../../change/splice.js';
import { Influence, type Reached } from '../../oracle/influence.js';
import type { TypeOracle } from '../../oracle/oracle.js';
import { declaredNames, isSurface } from '../../oracle/surface.js';

export type AffectedRequest = {
  readonly original: TypeOracle;
  readonly edited: TypeOracle;
  /** All that were made. */
  readonly edits: readonly Edit[];
  /** The files to whose edits' consequences the question is limited; by default all. */
  readonly changed?: ReadonlySet<string>;
};

export function affectedBy({ original, edited, edits, changed }: AffectedRequest): Reached {
  const files = changed ?? new Set(edits.map(({ file }) => file));
  const influence = new Influence(edited);
  for (const [file, own] of byFile(edits)) {
    const [before, after] = [original.source(file), edited.source(file)];
    if (!files.has(file) || after === undefined) continue;
    if (before === undefined) {
      for (const statement of after.statements) influence.declare(statement);
      continue;
    }
    for (const { start, end, newStart, newEnd } of changedRanges(own, before.text.length)) {
      // What is gone, or has another name or type now, is missed under the old name.
      if (end > start) for (const statement of before.statements) if (overlaps(statement, start, end, before) && changesSurface(statement, start, end, before)) influence.lose(statement, file);
      for (const statement of after.statements) {
        if (!overlaps(statement, newStart, newEnd, after)) continue;
        influence.reach(statement);
        if (changesSurface(statement, newStart, newEnd, after)) influence.declare(statement);
      }
    }
    for (const { name, exported } of changedLinks(linksOf(before), linksOf(after))) influence.add(name, file, exported);
  }
  return new Map([...influence.close(files)].map(([file, statements]) => [file, mustBeWhole(edited, file, files.has(file)) ? 'whole' : statements]));
}

/** A place where text was only taken away belongs to all that it touches. */
function overlaps(node: ts.Node, start: number, end: number, source: ts.SourceFile): boolean {
  return node.pos <= end && start <= node.end && (start === end ? node.getStart(source) <= start : node.getStart(source) < end && start < node.end);
}

/** Imports and exports are compared name by name: most edits to them leave the other names what they were. */
function changesSurface(statement: ts.Statement, start: number, end: number, source: ts.SourceFile): boolean {
  if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) return false;
  let at: ts.Node = statement;
  for (let next: ts.Node | undefined = at; next !== undefined; next = ts.forEachChild(at, (child) => (holds(child, start, end, source) ? child : undefined))) at = next;
  return isSurface(at, statement);
}

function holds(node: ts.Node, start: number, end: number, source: ts.SourceFile): boolean {
  return node.pos <= start && end <= node.end && (start === end ? node.getStart(source) < start && end < node.end : node.getStart(source) <= start);
}

/** A name that a file takes from another module, or hands on. */
type Link = { readonly name: string; readonly exported: boolean; readonly target: string };

function linksOf(source: ts.SourceFile): readonly Link[] {
  return source.statements.flatMap((statement): readonly Link[] => {
    const from = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) ? statement.moduleSpecifier?.getText(source) ?? '' : '';
    if (ts.isImportDeclaration(statement)) {
      const { importClause } = statement;
      const specifiers = importClause?.namedBindings !== undefined && ts.isNamedImports(importClause.namedBindings) ? importClause.namedBindings.elements : [];
      const isType = importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
      const others = (declaredNames(statement) ?? []).filter(({ name }) => !specifiers.some((at) => at.name.text === name));
      return [...others.map((at) => ({ ...at, target: `${from} ${String(isType)}` })), ...specifiers.map((at) => ({ name: at.name.text, exported: false, target: `${from} ${at.getText(source)} ${String(isType)}` }))];
    }
    if (!ts.isExportDeclaration(statement)) return [];
    const specifiers = statement.exportClause !== undefined && ts.isNamedExports(statement.exportClause) ? statement.exportClause.elements : [];
    if (specifiers.length === 0) return (declaredNames(statement) ?? []).map((at) => ({ ...at, target: from }));
    return specifiers.map((at) => ({ name: at.name.text, exported: true, target: `${from} ${at.getText(source)} ${String(statement.isTypeOnly)}` }));
  });
}

function changedLinks(before: readonly Link[], after: readonly Link[]): readonly Link[] {
  const keyOf = ({ name, exported, target }: Link): string => `${name}\0${String(exported)}\0${target}`;
  const [old, now] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  return [...before.filter((link) => !now.has(keyOf(link))), ...after.filter((link) => !old.has(keyOf(link)))];
}

/** An unused name and an expectation of an error are found out only when the whole file is checked. */
function mustBeWhole(oracle: TypeOracle, file: string, isEdited: boolean): boolean {
  const source = oracle.source(file) as (ts.SourceFile & { readonly commentDirectives?: readonly unknown[] }) | undefined;
  if (source === undefined) return true;
  const { noUnusedLocals, noUnusedParameters } = oracle.optionsOf(source);
  return (source.commentDirectives?.length ?? 0) > 0 || isEdited && (noUnusedLocals === true || noUnusedParameters === true);
}
