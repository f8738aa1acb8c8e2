/**
 * The edited tree must be the original one plus the planned nodes: every node outside the edits stands where the edits
 * moved it, with the same kind; every node that is new touches planned text. What this finds, a type-check may not: a
 * statement that swallowed its neighbour, a directive that is none any more, a comment torn from the line it speaks to.
 */
import { ts } from '@ts-morph/common';
import { parseSync } from 'oxc-parser';
import type { Edit } from '../../change/plan.js';
import type { ChangedRange } from '../../change/splice.js';
import { PositionMap, changedRanges } from '../../change/splice.js';
import { isDirective } from '../markers-anchor.js';
import { isJavaScript } from '../style.js';

/** One sentence saying what is not as planned, and where it was in the original. */
export type SyntaxProblem = { readonly position: number; readonly message: string };

type Part = { readonly kind: string; readonly start: number; readonly end: number };

export function checkSyntax(before: ts.SourceFile, after: ts.SourceFile, edits: readonly Edit[]): readonly SyntaxProblem[] {
  if (parseErrors(after) > parseErrors(before)) return [{ position: edits[0]?.start ?? 0, message: 'the edited file no longer parses' }];
  const refused = isJavaScript(after) ? refusals(after) : [];
  const known = refused.length > 0 ? refusals(before) : [];
  const refusal = refused.find((message) => !known.includes(message));
  if (refusal !== undefined) return [{ position: edits[0]?.start ?? 0, message: `no engine would load the edited file: ${refusal}` }];
  const ranges = changedRanges(edits, before.text.length);
  const [old, now] = differingParts(before, after, ranges);
  return [...lostParts(old, now, ranges, edits), ...strayComments(before, after, ranges)];
}

/**
 * The parts of both texts that can be read differently. A statement or a member of a class that no edit touches, and that
 * stands as a whole where it was moved to, is the same text read by the same parser in the same way (`await` and `yield`
 * are words of their own only in some functions): the compiler takes such a node over itself when it parses anew.
 */
function differingParts(before: ts.SourceFile, after: ts.SourceFile, ranges: readonly ChangedRange[]): readonly [readonly Part[], readonly Part[]] {
  const map = new PositionMap(ranges);
  const untouched: Map<string, ts.Node> = new Map();
  const isAlike = ts.isExternalModule(before) === ts.isExternalModule(after);
  const old = partsOf(before, before.statements, (node) => {
    if (!isAlike || !isElement(node)) return false;
    const [start, end] = [node.getStart(before), node.end];
    if (ranges.some((range) => range.start <= end && start <= range.end)) return false;
    untouched.set(placeOf(node, map.after(start) ?? -1, map.before(end) ?? -1), node);
    return true;
  });
  const now = partsOf(after, after.statements, (node) => isElement(node) && untouched.delete(placeOf(node, node.getStart(after), node.end)));
  return [[...old, ...partsOf(before, [...untouched.values()], () => false)], now];
}

function isElement(node: ts.Node): boolean {
  return ts.isStatement(node) && !(ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression)) || ts.isClassElement(node);
}

function placeOf({ kind, flags }: ts.Node, start: number, end: number): string {
  return `${String(kind)} ${String(flags & ts.NodeFlags.ContextFlags)} ${String(start)} ${String(end)}`;
}

/** What parses and is no program all the same, such as a name that is declared twice. In JavaScript the compiler does not say it. */
function refusals({ fileName, text }: ts.SourceFile): readonly string[] {
  return parseSync(fileName, text, { lang: 'jsx', showSemanticErrors: true }).errors.map(({ message }) => message);
}

function parseErrors(source: ts.SourceFile): number {
  // Filled by the parser, and what the program's syntactic diagnostics are read from.
  return (source as ts.SourceFile & { readonly parseDiagnostics?: readonly unknown[] }).parseDiagnostics?.length ?? 0;
}

/** @param isLeftOut whether a node counts for nothing, with all that is in it */
function partsOf(source: ts.SourceFile, nodes: readonly ts.Node[], isLeftOut: (node: ts.Node) => boolean): readonly Part[] {
  const parts: Part[] = [];
  const visit = (node: ts.Node): void => {
    if (isLeftOut(node)) return;
    const directive = isInPrologue(node) ? ' directive' : '';
    if (node.kind !== ts.SyntaxKind.EndOfFileToken) parts.push({ kind: `${String(node.kind)}${directive}`, start: node.getStart(source), end: endOf(node, source) });
    ts.forEachChild(node, visit);
  };
  nodes.forEach(visit);
  return parts;
}

/** Without the semicolon: where lines begin with one, it ends whatever stands before it by then. */
function endOf(node: ts.Node, source: ts.SourceFile): number {
  if (source.text[node.end - 1] !== ';') return node.end;
  return ts.isStatement(node) || ts.isClassElement(node) || ts.isTypeElement(node) ? source.text.slice(0, node.end - 1).trimEnd().length : node.end;
}

function isInPrologue(node: ts.Node): boolean {
  if (!ts.isExpressionStatement(node) || !ts.isStringLiteral(node.expression)) return false;
  const { parent } = node;
  if (!ts.isSourceFile(parent) && !(ts.isBlock(parent) && ts.isFunctionLike(parent.parent))) return false;
  for (const statement of parent.statements) {
    if (statement === node) return true;
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) return false;
  }
  return false;
}

function lostParts(original: readonly Part[], edited: readonly Part[], ranges: readonly ChangedRange[], edits: readonly Edit[]): readonly SyntaxProblem[] {
  const map = new PositionMap(ranges);
  // By key, not counted: `{ run }` may hold one identifier twice.
  const unexplained = new Map(edited.map((part) => [keyOf(part, part.start, part.end), part]));
  const explained: Set<string> = new Set();
  const problems: SyntaxProblem[] = [];
  for (const part of original) {
    const { kind, start, end } = part;
    if (ranges.some((range) => range.start <= start && end <= range.end && range.end > range.start)) continue;
    if (isTurned(part, edits)) continue;
    // At the edge of an insertion, what was inserted may belong to the node or stand beside it.
    const starts = [map.after(start), map.before(start)];
    const ends = [map.before(end), map.after(end)];
    // An edit cuts through the node: what becomes of it is what was planned.
    if (starts.includes(undefined) || ends.includes(undefined)) continue;
    let found = false;
    for (const from of starts) {
      for (const to of ends) {
        if (found) continue;
        const key = keyOf(part, from ?? 0, to ?? 0);
        if (!explained.has(key) && !unexplained.has(key)) continue;
        found = true;
        unexplained.delete(key);
        explained.add(key);
      }
    }
    if (!found) problems.push({ position: start, message: `${describe(kind)} is read differently after the edits` });
  }
  if (problems.length > 0) return problems;
  return [...unexplained.values()]
    .filter(({ start, end }) => !ranges.some((range) => range.newStart < end && start < range.newEnd))
    .map(({ kind, start }) => ({ position: start, message: `${describe(kind)} appeared where nothing was planned` }));
}

const GETTER = String(ts.SyntaxKind.GetAccessor);

/** A getter whose keyword an adaptation takes away is a method from then on. */
function isTurned({ kind, start, end }: Part, edits: readonly Edit[]): boolean {
  return kind === GETTER && edits.some((edit) => edit.kind === 'adapt' && edit.text === '' && start <= edit.start && edit.start < edit.end && edit.end < end);
}

const keyOf = ({ kind }: Part, start: number, end: number): string => `${kind} ${String(start)} ${String(end)}`;

function describe(kind: string): string {
  const name = ts.SyntaxKind[Number.parseInt(kind, 10)] ?? 'Node';
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}

const COMMENT = /\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g;

/** A comment that speaks to the next line still stands as many lines above the same code. */
function strayComments(before: ts.SourceFile, after: ts.SourceFile, ranges: readonly ChangedRange[]): readonly SyntaxProblem[] {
  const map = new PositionMap(ranges);
  const problems: SyntaxProblem[] = [];
  // Text that only looks like a comment has to keep its place too: no harm in asking.
  for (const { index, 0: comment } of before.text.matchAll(COMMENT)) {
    if (comment.startsWith('/**') || !isDirective(comment)) continue;
    const end = index + comment.length;
    const target = nextCode(before.text, end);
    const [newEnd, newTarget] = [map.before(end), map.after(target)];
    // Replaced together with its target, or deleted: planned.
    if (newEnd === undefined || newTarget === undefined) continue;
    if (lines(before.text, end, target) !== lines(after.text, newEnd, newTarget)) {
      problems.push({ position: index, message: `the comment "${comment.slice(0, 40)}" no longer stands at its target` });
    }
  }
  return problems;
}

/** The position of the next thing that is neither white space nor a comment. */
function nextCode(text: string, from: number): number {
  const skipped = /^(?:\s|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*/.exec(text.slice(from))?.[0] ?? '';
  return from + skipped.length;
}

const lines = (text: string, from: number, to: number): number => text.slice(from, to).split('\n').length;
