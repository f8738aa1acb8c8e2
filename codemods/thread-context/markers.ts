/**
 * `// @unsingleton-todo CODE: short text` above every statement that was refused, so that what is left can be found by
 * grep and by the lint rule. `@unsingleton-ignore CODE` in its place says that a person has looked. A marker goes when
 * its refusal does; marking a marked program changes nothing.
 */
import { ts } from '@ts-morph/common';
import type { Edit, Refusal } from '../change/plan.js';
import type { RefusalCode } from '../change/reasons.js';
import { REASONS } from '../change/reasons.js';
import type { Anchor, Comment } from './markers-anchor.js';
import { anchorOf, deepestNode, leadingComments, lineStart, ownLineStart, trailingComments } from './markers-anchor.js';

/** Markers belong to no component: they say what was not done. */
export const MARKER_COMPONENT = 0;

/** Nothing is to be done here, or the file is not ours to write to. */
const UNMARKED: ReadonlySet<RefusalCode> = new Set(['SHARED_BY_DESIGN', 'GENERATED', 'UNSUPPORTED_FILE']);

export type MarkerRequest = {
  readonly file: string;
  readonly source: ts.SourceFile;
  /** Those of this file. */
  readonly refusals: readonly Refusal[];
  /** The other edits of this file. */
  readonly edits: readonly Edit[];
  /** The names of this run: accessors, factories, the context. A statement that says none of them is another run's. */
  readonly names: readonly string[];
};

export type MarkerPlan = { readonly edits: readonly Edit[]; readonly acknowledged: ReadonlySet<Refusal> };

type Marker = Comment & { readonly kind: 'todo' | 'ignore'; readonly code: string };

const MARKER = /@unsingleton-(todo|ignore)\s+([A-Z][A-Z_]*)/g;

export const mayHoldMarkers = (source: ts.SourceFile): boolean => source.text.includes('@unsingleton-');

export function planMarkers(request: MarkerRequest): MarkerPlan {
  const { source, refusals, edits } = request;
  const isTaken = (position: number): boolean => edits.some(({ start, end }) => start < position && position < end);
  const wanted: Map<string, { readonly anchor: Anchor; readonly code: RefusalCode }> = new Map();
  const current: Set<string> = new Set();
  const acknowledged: Set<Refusal> = new Set();
  for (const refusal of refusals) {
    const anchor = anchorOf(source, offsetOf(source, refusal), isTaken);
    if (!anchor) continue;
    const markers = markersAbout(source, anchor);
    for (const marker of markers) if (marker.code === refusal.code) current.add(keyOf(marker));
    if (markers.some((marker) => marker.kind === 'ignore' && marker.code === refusal.code)) acknowledged.add(refusal);
    else if (!markers.some((marker) => marker.code === refusal.code) && !UNMARKED.has(refusal.code)) {
      wanted.set(`${String(anchor.position)} ${refusal.code}`, { anchor, code: refusal.code });
    }
  }
  const stale = markersIn(source).filter((marker) => marker.kind === 'todo' && !current.has(keyOf(marker)) && isStale(request, marker));
  return {
    edits: [
      ...stale.flatMap((marker) => removal(request, marker)),
      ...[...wanted.values()].map(({ anchor, code }) => insertion(request, anchor, code)),
    ],
    acknowledged,
  };
}

const keyOf = ({ start, code }: Marker): string => `${String(start)} ${code}`;

function offsetOf(source: ts.SourceFile, { line, column }: Refusal): number {
  const starts = source.getLineStarts();
  return Math.min((starts[Math.min(line, starts.length) - 1] ?? 0) + column - 1, source.text.length);
}

function markersAbout(source: ts.SourceFile, { statements }: Anchor): readonly Marker[] {
  return statements
    .flatMap((statement) => [...leadingComments(source, statement), ...trailingComments(source, statement)])
    .flatMap((comment) => readMarkers(source.text, comment));
}

function readMarkers(text: string, { start, end }: Comment): readonly Marker[] {
  return [...text.slice(start, end).matchAll(MARKER)].map(([, kind, code]) => ({ start, end, kind: kind === 'todo' ? 'todo' : 'ignore', code: code ?? '' }));
}

/** Every marker in a comment of the file; the same words in a string or a template are text. */
function markersIn(source: ts.SourceFile): readonly Marker[] {
  const found: Map<string, Marker> = new Map();
  for (const { index } of source.text.matchAll(MARKER)) {
    const node = deepestNode(source, index);
    if (index >= node.getStart(source) && isText(node)) continue;
    const own = [...leadingComments(source, node), ...trailingComments(source, node), ...commentAround(source.text, index)];
    const comment = own.find(({ start, end }) => start <= index && index < end);
    for (const marker of comment ? readMarkers(source.text, comment) : []) found.set(keyOf(marker), marker);
  }
  return [...found.values()];
}

function isText(node: ts.Node): boolean {
  return ts.isLiteralExpression(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isTemplateHead(node) || ts.isJsxText(node);
}

/** A comment before a closing bracket belongs to no node: it is read off its line. */
function commentAround(text: string, index: number): readonly Comment[] {
  const line = lineStart(text, index);
  const offset = text.slice(line, index).lastIndexOf('//');
  const newline = text.indexOf('\n', index);
  return offset === -1 ? [] : [{ start: line + offset, end: newline === -1 ? text.length : newline }];
}

/**
 * A marker is taken away when this run has no such refusal there and the statement below is this run's business: it is
 * edited now, still refused for another reason, or speaks of what this run is about. All else may be the marker of
 * another accessor.
 */
function isStale({ source, refusals, edits, names }: MarkerRequest, marker: Marker): boolean {
  if (!(marker.code in REASONS)) return false;
  const statement = anchorOf(source, nextToken(source, marker.end))?.statements.at(-1);
  if (!statement) return false;
  const start = statement.getStart(source);
  // A marker above a function or a class is about its signature, not about all that stands inside.
  const end = (statement as ts.Node & { readonly body?: ts.Node }).body?.pos ?? (ts.isClassLike(statement) ? statement.members.pos : statement.end);
  const holds = (position: number): boolean => start <= position && position < end;
  if (edits.some((edit) => holds(edit.start)) || refusals.some((refusal) => holds(offsetOf(source, refusal)))) return true;
  const words = new Set(source.text.slice(start, end).match(/[\p{L}\p{N}_$]+/gu));
  return names.some((name) => words.has(name));
}

function nextToken(source: ts.SourceFile, position: number): number {
  const node = deepestNode(source, position);
  return Math.max(position, Math.min(node.getStart(source), source.text.length));
}

function insertion({ file, source }: MarkerRequest, { position, ownLine, indent }: Anchor, code: RefusalCode): Edit {
  const words = `@unsingleton-todo ${code}: ${REASONS[code].short}`;
  const text = ownLine ? `${indent}// ${words}${lineEnd(source.text)}` : `/* ${words} */ `;
  return { id: `${file}:${String(position)}:${code}`, file, start: position, end: position, text, kind: 'support', component: MARKER_COMPONENT, why: `marks the place as refused: ${REASONS[code].short}` };
}

function removal({ file, source, edits }: MarkerRequest, { start, end, code }: Marker): readonly Edit[] {
  const { text } = source;
  const line = ownLineStart(text, start);
  const rest = /^[ \t]*(\r?\n|$)/.exec(text.slice(end))?.[0];
  const range = line !== undefined && rest !== undefined
    ? { start: line, end: end + rest.length }
    : { start, end: end + (text[end] === ' ' ? 1 : 0) };
  // The other edits come first: one that takes the comment with it, or stands in it, has already decided.
  if (edits.some((edit) => edit.start < range.end && range.start < edit.end)) return [];
  return [{ id: `${file}:${String(range.start)}:${code}:gone`, file, ...range, text: '', kind: 'support', component: MARKER_COMPONENT, why: 'the refusal that was marked here is gone' }];
}

function lineEnd(text: string): string {
  const newline = text.indexOf('\n');
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n';
}
