/**
 * The edited tree must be the original one plus the planned nodes. A parser of its own (not the planner's) reads both
 * texts: every node outside the edits stands where the edits moved it, with the same kind; every node that is new
 * touches planned text. What this finds, a type-check may not: a statement that swallowed its neighbour, a directive
 * that is none any more, a comment torn from the line it speaks to.
 */
import { parseSync } from 'oxc-parser';
import type { Edit } from '../../change/plan.js';
import type { ChangedRange } from '../../change/splice.js';
import { PositionMap, changedRanges } from '../../change/splice.js';
import { isDirective } from '../markers-anchor.js';

/** One sentence saying what is not as planned, and where it was in the original. */
export type SyntaxProblem = { readonly position: number; readonly message: string };

type Node = { readonly type: string; readonly start: number; readonly end: number; readonly directive?: string };
type Parsed = { readonly nodes: readonly Node[]; readonly comments: readonly { readonly start: number; readonly end: number }[]; readonly errors: number };

export function checkSyntax(file: string, before: string, after: string, edits: readonly Edit[]): readonly SyntaxProblem[] {
  const original = parse(file, before);
  const edited = parse(file, after);
  if (edited.errors > original.errors) return [{ position: edits[0]?.start ?? 0, message: 'the edited file no longer parses' }];
  const ranges = changedRanges(edits, before.length);
  return [...lostNodes(original.nodes, edited.nodes, ranges), ...strayComments(original.comments, before, after, ranges)];
}

function parse(file: string, text: string): Parsed {
  const { program, comments, errors } = parseSync(file, text, { astType: 'ts' });
  const nodes: Node[] = [];
  collect(program, nodes);
  return { nodes, comments, errors: errors.length };
}

function collect(value: unknown, nodes: Node[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, nodes);
  } else if (typeof value === 'object' && value !== null) {
    if (isNode(value)) nodes.push(value);
    for (const child of Object.values(value)) if (typeof child === 'object' && child !== null) collect(child, nodes);
  }
}

function isNode(value: object): value is Node {
  return 'type' in value && typeof value.type === 'string' && 'start' in value && 'end' in value;
}

function lostNodes(original: readonly Node[], edited: readonly Node[], ranges: readonly ChangedRange[]): readonly SyntaxProblem[] {
  const map = new PositionMap(ranges);
  // By key, not counted: `{ run }` holds one identifier twice.
  const unexplained = new Map(edited.map((node) => [keyOf(node, node.start, node.end), node]));
  const explained = new Set<string>();
  const problems: SyntaxProblem[] = [];
  for (const node of original) {
    const { type, start, end } = node;
    if (ranges.some((range) => range.start <= start && end <= range.end && range.end > range.start)) continue;
    // At the edge of an insertion, what was inserted may belong to the node or stand beside it.
    const starts = new Set([map.after(start), map.before(start)]);
    const ends = new Set([map.before(end), map.after(end)]);
    // An edit cuts through the node: what becomes of it is what was planned.
    if (starts.has(undefined) || ends.has(undefined)) continue;
    const candidates = [...starts].flatMap((from = 0) => [...ends].map((to = 0) => keyOf(node, from, to)));
    const key = candidates.find((candidate) => unexplained.has(candidate) || explained.has(candidate));
    if (key === undefined) problems.push({ position: start, message: `${describe(type)} is read differently after the edits` });
    else if (unexplained.delete(key)) explained.add(key);
  }
  if (problems.length > 0) return problems;
  return [...unexplained.values()]
    .filter(({ start, end }) => !ranges.some((range) => range.newStart < end && start < range.newEnd))
    .map(({ type, start }) => ({ position: start, message: `${describe(type)} appeared where nothing was planned` }));
}

const keyOf = ({ type, directive = '' }: Node, start: number, end: number): string => `${type} ${String(start)} ${String(end)} ${directive}`;

function describe(type: string): string {
  const words = type.replace(/^TS/, '').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}

/** A comment that speaks to the next line still stands as many lines above the same code. */
function strayComments(comments: Parsed['comments'], before: string, after: string, ranges: readonly ChangedRange[]): readonly SyntaxProblem[] {
  const map = new PositionMap(ranges);
  const problems: SyntaxProblem[] = [];
  for (const { start, end } of comments) {
    const text = before.slice(start, end);
    if (!isDirective(text) || text.startsWith('/**')) continue;
    const target = nextCode(before, end, comments);
    const [newEnd, newTarget] = [map.before(end), map.after(target)];
    // Replaced together with its target, or deleted: planned.
    if (newEnd === undefined || newTarget === undefined) continue;
    if (lines(before, end, target) !== lines(after, newEnd, newTarget)) {
      problems.push({ position: start, message: `the comment "${text.slice(0, 40)}" no longer stands at its target` });
    }
  }
  return problems;
}

/** The position of the next thing that is neither white space nor a comment. */
function nextCode(text: string, from: number, comments: Parsed['comments']): number {
  let position = from;
  for (;;) {
    while (/\s/.test(text[position] ?? '')) position += 1;
    const comment = comments.find(({ start }) => start === position);
    if (!comment) return position;
    position = comment.end;
  }
}

const lines = (text: string, from: number, to: number): number => text.slice(from, to).split('\n').length;
