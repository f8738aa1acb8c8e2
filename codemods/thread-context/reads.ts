/** A value that everybody shared is asked for where it was read: in its place, or once per function that reads it more often. */
import { ts } from '@ts-morph/common';
import type { Need } from './model.js';
import { indentAt, styleOf } from './style.js';
import { contains, enclosing, isBodied, isClosure, parentOf, wrapped, type Bodied } from './syntax.js';
import { endBefore, needsGuard, type Writer } from './text.js';

export type Shared = {
  /** What a constant is called that takes its place in a function. */
  readonly name: string;
  readonly why: string;
  readonly adapted: boolean;
  /** What stands for the value, given a context. */
  readonly value: (context: string, read: ts.Expression) => string;
};

/** One need for each read; they share the constant of their function. */
export function readNeeds(reads: readonly ts.Expression[], shared: Shared): Need[] {
  const byOwner: Map<Bodied | undefined, ts.Expression[]> = new Map();
  for (const read of reads) {
    const owner = ownerOf(read);
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), read]);
  }
  return [...byOwner].flatMap(([owner, group]) => group.map((read): Need => {
    const place = owner === undefined || group.length < 2 ? undefined : placeFor(owner, shared.name, group);
    return { at: read, why: shared.why, adapted: shared.adapted, ...(place !== undefined && { together: group }), write: (context, writer) => {
      const { why } = shared;
      if (place === undefined) {
        writer.replaceNode(read, inPlace(read, shared.name, shared.value(context, read)), { why });
        return;
      }
      beforeStatement(place, `const ${shared.name} = ${shared.value(context, read)}`, writer, why);
      if (read.getText() !== shared.name) writer.replaceNode(read, inPlace(read, shared.name, shared.name), { why });
    } };
  }));
}

/** The function that a person would say the read stands in: callbacks belong to what contains them. */
function ownerOf(read: ts.Expression): Bodied | undefined {
  return enclosing(read, (at): at is Bodied => isBodied(at) && !(isClosure(at) && ts.isCallExpression(wrapped(at).parent) && enclosing(at, isBodied) !== undefined));
}

function inPlace(read: ts.Expression, name: string, value: string): string {
  return ts.isShorthandPropertyAssignment(read.parent) ? `${read.getText()}: ${value}` : value === name || !/^(await|new|-|!|typeof)\b/.test(value) ? value : `(${value})`;
}

/** The statement before which a constant for all the reads can stand; undefined where there is none, or the name means something else. */
function placeFor(owner: Bodied, name: string, reads: readonly ts.Expression[]): ts.Statement | undefined {
  if (owner.body === undefined || !ts.isBlock(owner.body) || !isFree(owner, name, reads)) return undefined;
  const [first] = reads;
  for (let node: ts.Node | undefined = first; node !== undefined && node !== owner; node = parentOf(node)) {
    const parent = parentOf(node);
    if (parent !== undefined && ts.isBlock(parent) && ts.isStatement(node) && reads.every((read) => contains(parent, read))) return node;
  }
  return undefined;
}

function isFree(owner: Bodied, name: string, reads: readonly ts.Expression[]): boolean {
  let free = true;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name && !isMemberName(node) && !reads.some((read) => read === node || ts.isPropertyAccessExpression(read) && read.name === node)) free = false;
    ts.forEachChild(node, visit);
  };
  visit(owner);
  return free;
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent)) && parent.name === node;
}

/** Above the comments that belong to the statement, in its indentation. */
export function beforeStatement(statement: ts.Statement, text: string, writer: Writer, why: string): void {
  const source = statement.getSourceFile();
  const { newline } = styleOf(source);
  const start = attachedStart(statement);
  writer.insert(source, start, `${text}${endBefore(statement)}${newline}${indentAt(source, start)}${needsGuard(source, statement) ? ';' : ''}`, { why });
}

/** Where a statement or member begins, with the comments right above it. */
export function attachedStart(node: ts.Node): number {
  const source = node.getSourceFile();
  const start = node.getStart(source);
  const line = source.text.lastIndexOf('\n', node.getFullStart());
  const comments = (ts.getLeadingCommentRanges(source.text, node.getFullStart()) ?? []).filter((at) => at.pos > line && !/\S/.test(source.text.slice(source.text.lastIndexOf('\n', at.pos) + 1, at.pos)));
  let first = start;
  for (const at of comments.toReversed()) {
    if (/\n\s*\n/.test(source.text.slice(at.end, first))) break;
    first = at.pos;
  }
  return first;
}
