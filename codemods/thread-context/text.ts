/** J: edits are insertions and small replacements in the original text. Nothing else of a file is touched. */
import { ts } from '@ts-morph/common';
import type { EditKind } from '../change/plan.js';
import { indentAt, styleOf } from './style.js';

export type TextEdit = { readonly start: number; readonly end: number; readonly text: string; readonly kind: EditKind; readonly why: string };

type Pending = TextEdit & { readonly order: number };
type Move = { readonly start: number; readonly end: number; readonly cut: readonly [number, number]; readonly to: number; readonly format: (text: string) => string; readonly instead: string; readonly why: string; readonly order: number };

/** Text of a range of the original, with the edits made inside it. */
export type TextBetween = (start: number, end: number) => string;
type Rebuild = { readonly start: number; readonly end: number; readonly compose: (between: TextBetween) => string; readonly kind: EditKind; readonly why: string };

export type EditOptions = { readonly kind?: EditKind; readonly why: string; /** Among insertions at one place: lower comes first. */ readonly order?: number };

/** Collects the edits of a plan, by file. Writing the same edit twice writes it once. */
export class Writer {
  readonly #edits: Map<ts.SourceFile, Map<string, Pending>> = new Map();
  readonly #moves: Map<ts.SourceFile, Move[]> = new Map();
  readonly #rebuilds: Map<ts.SourceFile, Map<number, Rebuild>> = new Map();

  /** Declarations and statements that are gone, so that imports used only there can go too. */
  readonly removed: Set<ts.Node> = new Set<ts.Node>();

  /** Imports a function of the runtime (or the project's own of that name) and says what it is called in the file. */
  named: (source: ts.SourceFile, name: string, module: string) => string = (_source, name) => name;

  /** What the context's type is called in the file, imported if need be. */
  contextType: (source: ts.SourceFile) => string = () => 'unknown';

  insert(source: ts.SourceFile, position: number, text: string, options: EditOptions): void {
    this.replace(source, position, position, text, options);
  }

  replace(source: ts.SourceFile, start: number, end: number, text: string, { kind = 'rewrite', why, order = 0 }: EditOptions): void {
    const edits = this.#edits.get(source) ?? new Map<string, Pending>();
    this.#edits.set(source, edits);
    edits.set(`${String(start)}:${String(end)}:${text}`, { start, end, text, kind, why, order });
  }

  replaceNode(node: ts.Node, text: string, options: EditOptions): void {
    const source = node.getSourceFile();
    this.replace(source, node.getStart(source), node.getEnd(), text, options);
  }

  /** Cuts a range, where `instead` stands from then on, and puts the text of `what`, with the edits made inside it, somewhere else. */
  move(what: ts.Node, cut: readonly [number, number], to: number, format: (text: string) => string, { why, order = 1, instead = '' }: EditOptions & { readonly instead?: string }): void {
    const source = what.getSourceFile();
    this.#moves.set(source, [...(this.#moves.get(source) ?? []), { start: what.getStart(source), end: what.getEnd(), cut, to, format, instead, why, order }]);
  }

  /** Replaces a node by a text made of its parts, with the edits made inside those. */
  rebuild(node: ts.Node, compose: (between: TextBetween) => string, { kind = 'rewrite', why }: EditOptions): void {
    const source = node.getSourceFile();
    const rebuilds = this.#rebuilds.get(source) ?? new Map<number, Rebuild>();
    this.#rebuilds.set(source, rebuilds.set(node.pos, { start: node.getStart(source), end: node.getEnd(), compose, kind, why }));
  }

  /** Inserts a statement as the first of a function's body; an expression body becomes a block. */
  firstStatement(fn: ts.FunctionLikeDeclaration, statement: string, options: EditOptions): void {
    const { body } = fn;
    if (body === undefined) return;
    const source = fn.getSourceFile();
    const { newline, semicolon, unit } = styleOf(source);
    const line = `${statement}${semicolon}`;
    if (!ts.isBlock(body)) {
      const outer = lineIndent(source, fn.getStart(source));
      const indent = `${newline}${outer}${unit}`;
      // Several statements make one block: what opens and closes it is the same edit each time.
      this.insert(source, body.getStart(source), `{${indent}`, { ...options, order: -12 });
      this.insert(source, body.getStart(source), `${line}${indent}`, { ...options, order: -11 + (options.order ?? 0) / 10 });
      this.insert(source, body.getStart(source), 'return ', { ...options, order: -10 });
      this.insert(source, body.getEnd(), `${semicolon}${newline}${outer}}`, { ...options, order: 10 });
      return;
    }
    const after = body.statements.filter((at) => ts.isExpressionStatement(at) && ts.isStringLiteral(at.expression)).at(-1);
    const open = after?.getEnd() ?? body.getStart(source) + 1;
    const next = body.statements.find((at) => at.pos >= open) ?? body.statements[0];
    const ended = next === undefined ? line : `${statement}${endBefore(next)}`;
    const restOfLine = /^[^\n]*/.exec(source.text.slice(open))?.[0] ?? '';
    if (next !== undefined && !source.text.slice(open, next.getStart(source)).includes('\n')) {
      this.insert(source, open, ` ${ended}`, options);
    } else {
      const position = restOfLine.trim() === '' ? open : open + restOfLine.replace(/\r$/, '').length;
      const indent = next === undefined ? lineIndent(source, fn.getStart(source)) + unit : indentAt(source, next.getStart(source));
      this.insert(source, position, `${newline}${indent}${ended}`, options);
      if (next !== undefined && needsGuard(source, next)) this.insert(source, next.getStart(source), ';', { ...options, order: -1 });
    }
  }

  get sources(): readonly ts.SourceFile[] {
    return [...new Set([...this.#edits.keys(), ...this.#moves.keys(), ...this.#rebuilds.keys()])];
  }

  /** The finished edits of a file: sorted, disjoint, at most one insertion at any position, before what is replaced there. */
  edits(source: ts.SourceFile): TextEdit[] {
    const pending = [...(this.#edits.get(source)?.values() ?? [])];
    // Inner nodes first, so that an outer one is made of what they have become.
    for (const { start, end, compose, kind, why } of [...(this.#rebuilds.get(source)?.values() ?? [])].sort((a, b) => a.end - a.start - (b.end - b.start))) {
      const text = compose((from, to) => applyTo(source.text, from, to, joined(pending.filter((edit) => edit.start >= from && edit.end <= to))));
      // What is inserted at its edges belongs to the nodes around it.
      for (const edit of pending.filter((at) => at.start >= start && at.end <= end && !(at.start === at.end && (at.start === start || at.end === end)))) pending.splice(pending.indexOf(edit), 1);
      pending.push({ start, end, text, kind, why, order: 0 });
    }
    for (const move of this.#moves.get(source) ?? []) {
      const inside = pending.filter((edit) => edit.start >= move.start && edit.end <= move.end);
      const text = applyTo(source.text, move.start, move.end, joined(inside));
      const [start, end] = move.cut;
      for (const edit of pending.filter((at) => at.start >= start && at.end <= end && at.end > start)) pending.splice(pending.indexOf(edit), 1);
      pending.push({ start, end, text: move.instead, kind: 'rewrite', why: move.why, order: 0 });
      pending.push({ start: move.to, end: move.to, text: move.format(text), kind: 'rewrite', why: move.why, order: move.order });
    }
    return joined(pending);
  }
}

/** J9: a guard that is a statement of its own would become the end of whatever is put before it. */
export function endBefore(next: ts.Statement): string {
  return ts.isEmptyStatement(next) ? ';' : styleOf(next.getSourceFile()).semicolon;
}

/** J9: without semicolons a line that begins so would go on from the line above it. */
export function needsGuard(source: ts.SourceFile, statement: ts.Statement): boolean {
  return styleOf(source).semicolon === '' && /^[([`+\-/]/.test(statement.getText(source));
}

function lineIndent(source: ts.SourceFile, position: number): string {
  const start = source.text.lastIndexOf('\n', position - 1) + 1;
  return /^[ \t]*/.exec(source.text.slice(start))?.[0] ?? '';
}

/** Joins insertions at one position into one, so that the order of application cannot matter. */
function joined(pending: readonly Pending[]): TextEdit[] {
  const sorted = pending.toSorted((a, b) => a.start - b.start || Number(a.start !== a.end) - Number(b.start !== b.end) || a.order - b.order || a.end - b.end);
  const result: TextEdit[] = [];
  for (const { order: _, ...edit } of sorted) {
    const last = result.at(-1);
    if (last !== undefined && last.start === edit.start && last.end === last.start && edit.end === edit.start) {
      result[result.length - 1] = { ...edit, text: last.text + edit.text, kind: stronger(last.kind, edit.kind), why: last.why };
    } else if (last !== undefined && edit.start < last.end) {
      // A larger edit already says what becomes of this text.
      continue;
    } else {
      result.push(edit);
    }
  }
  return result;
}

const STRENGTH: readonly EditKind[] = ['support', 'rewrite', 'adapt', 'scope'];

function stronger(a: EditKind, b: EditKind): EditKind {
  return STRENGTH.indexOf(a) > STRENGTH.indexOf(b) ? a : b;
}

function applyTo(text: string, start: number, end: number, edits: readonly TextEdit[]): string {
  let result = '';
  let at = start;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at, end);
}
