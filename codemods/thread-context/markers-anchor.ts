/** Where a marker stands: on a line of its own above the statement it is about, out of the way of other comments. */
import { ts } from '@ts-morph/common';

export type Comment = { readonly start: number; readonly end: number };

export type Anchor = {
  /** The start of a line, or of the statement when code stands before it on its line. */
  readonly position: number;
  readonly ownLine: boolean;
  readonly indent: string;
  /** The statements from the marked place outwards to the one below the marker: their comments speak about it. */
  readonly statements: readonly ts.Node[];
};

/** Comments that speak to the line below them; nothing may come between. */
const DIRECTIVE = /@ts-(?:expect-error|ignore|nocheck|check)\b|(?:eslint|oxlint|stylelint)-disable-next-line\b|\b(?:prettier|biome|dprint|deno-lint|deno-fmt|v8|c8|istanbul|vite|webpack|node:coverage)-?\s?ignore\b|[@#]__\w+__|@vitest-environment|@jest-environment|^\/\*\*/;

export const isDirective = (comment: string): boolean => DIRECTIVE.test(comment);

/**
 * The innermost statement or class member around the position whose line is free for a marker.
 * @param isTaken whether a place lies inside text that an edit replaces
 */
export function anchorOf(source: ts.SourceFile, position: number, isTaken: (position: number) => boolean = () => false): Anchor | undefined {
  const statements: ts.Node[] = [];
  let topLevel: ts.Node | undefined;
  for (let node: ts.Node = deepestNode(source, position); !ts.isSourceFile(node); node = node.parent) {
    if (!isAnchor(node)) continue;
    statements.push(node);
    topLevel = node;
    const start = markerLine(source, node);
    if (start !== undefined && !isTaken(start)) {
      return { position: start, ownLine: true, indent: /^[ \t]*/.exec(source.text.slice(start))?.[0] ?? '', statements };
    }
  }
  const start = topLevel?.getStart(source);
  return start === undefined || isTaken(start) ? undefined : { position: start, ownLine: false, indent: '', statements };
}

function isAnchor(node: ts.Node): boolean {
  return (ts.isStatement(node) && !ts.isBlock(node)) || ts.isClassElement(node) || ts.isTypeElement(node) || ts.isCaseOrDefaultClause(node);
}

/** The start of the line above which nothing speaks to the statement; undefined when there is no such line. */
function markerLine(source: ts.SourceFile, node: ts.Node): number | undefined {
  let top = ownLineStart(source.text, node.getStart(source));
  if (top === undefined) return undefined;
  let reached = top;
  for (const comment of leadingComments(source, node).toReversed()) {
    const start = ownLineStart(source.text, comment.start);
    // A blank line between: the comment stands for itself.
    if (lineStart(source.text, comment.end) !== previousLine(source.text, reached)) break;
    if (start === undefined) {
      if (isDirective(source.text.slice(comment.start, comment.end))) return undefined;
      break;
    }
    reached = start;
    if (isDirective(source.text.slice(comment.start, comment.end))) top = start;
  }
  const above = source.text.slice(previousLine(source.text, top), top);
  const trailing = /(?:\/\/|\/\*).*/.exec(above)?.[0];
  return top > 0 && trailing !== undefined && isDirective(trailing.replace(/^\/\*\*/, '/*')) ? undefined : top;
}

/** Comments before the node's first token, also those behind the previous token on its line. */
export function leadingComments(source: ts.SourceFile, node: ts.Node): readonly Comment[] {
  const ranges = [...(ts.getTrailingCommentRanges(source.text, node.pos) ?? []), ...(ts.getLeadingCommentRanges(source.text, node.pos) ?? [])];
  const seen: Set<number> = new Set();
  return ranges
    .map(({ pos, end }) => ({ start: pos, end }))
    .filter(({ start }) => !seen.has(start) && seen.add(start))
    .sort((a, b) => a.start - b.start);
}

/** Comments behind the node on its last line. */
export function trailingComments(source: ts.SourceFile, node: ts.Node): readonly Comment[] {
  return (ts.getTrailingCommentRanges(source.text, node.end) ?? []).map(({ pos, end }) => ({ start: pos, end }));
}

/** The innermost node whose text, comments before it included, holds the position. */
export function deepestNode(source: ts.SourceFile, position: number): ts.Node {
  let found: ts.Node = source;
  for (let next: ts.Node | undefined = source; next !== undefined;) {
    found = next;
    next = ts.forEachChild(found, (child) => (child.pos <= position && position < child.end ? child : undefined));
  }
  return found;
}

export function lineStart(text: string, position: number): number {
  return text.lastIndexOf('\n', position - 1) + 1;
}

/** The start of the position's line when only white space stands before it there. */
export function ownLineStart(text: string, position: number): number | undefined {
  const start = lineStart(text, position);
  return /^[ \t]*$/.test(text.slice(start, position)) ? start : undefined;
}

function previousLine(text: string, start: number): number {
  return start === 0 ? 0 : lineStart(text, start - 1);
}
