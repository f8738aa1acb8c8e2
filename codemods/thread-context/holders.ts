/** E2 and G1: a field or a constant that keeps the instance is given up; every read of it asks the factory instead. */
import { ts } from '@ts-morph/common';
import type { Block, Need } from './model.js';
import type { Program } from './program.js';
import { indentAt } from './style.js';
import { enclosing, isBodied, isStatic, parentOf, statementOf, unwrap, wrapped, type Bodied } from './syntax.js';
import { Writer } from './text.js';

export type Holder = ts.PropertyDeclaration | ts.VariableDeclaration;

/** The field or module-level constant whose initialiser this use is (or begins: `getA().logger`). */
export function holderOf(at: ts.Node): Holder | undefined {
  let node = at;
  for (let parent = parentOf(node); parent !== undefined; parent = parentOf(node)) {
    if (ts.isPropertyDeclaration(parent) && parent.initializer === node && !isStatic(parent)) return parent;
    if (ts.isVariableDeclaration(parent)) return parent.initializer === node && isModuleConstant(parent) ? parent : undefined;
    const passes = ts.isParenthesizedExpression(parent) || ts.isPropertyAccessExpression(parent) || ts.isCallExpression(parent) && parent.expression === node || ts.isAsExpression(parent) || ts.isNonNullExpression(parent) || ts.isSatisfiesExpression(parent);
    if (!passes) return undefined;
    node = parent;
  }
  return undefined;
}

function isModuleConstant(node: ts.VariableDeclaration): boolean {
  const list = node.parent;
  return ts.isVariableDeclarationList(list) && ts.isVariableStatement(list.parent) && ts.isSourceFile(list.parent.parent) && ts.isIdentifier(node.name);
}

/** The needs of every read of the holder, in place of the one in its initialiser. */
export function dissolve(program: Program, holder: Holder, own: readonly Need[]): Need[] {
  const name = holder.name as ts.Identifier;
  const references = program.references.to(new Set([holder]), [name.text]);
  const reads: ts.Expression[] = [];
  for (const reference of references) {
    const read = readOf(reference.name);
    if (read === undefined) continue;
    if (isWritten(read)) return [obstacle(own, holder, ts.isPropertyDeclaration(holder) ? 'APP_LIFETIME_FIELD' : 'NO_REQUEST')];
    reads.push(read);
  }
  const byOwner = new Map<Bodied | undefined, ts.Expression[]>();
  for (const read of reads) {
    const owner = enclosing(read, (at): at is Bodied => isBodied(at) && !ts.isArrowFunction(at) || isBodied(at) && parentOf(at) !== undefined && !ts.isCallExpression(at.parent));
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), read]);
  }
  const needs = [...byOwner].flatMap(([owner, group]) => group.map((read): Need => ({
    at: read,
    why: `\`${name.text}\` kept one instance for everybody: it is asked for where it is needed.`,
    write: (context, writer) => {
      const { initializer } = holder;
      if (initializer === undefined) return;
      const value = initialiserText(holder, own, context);
      const why = `\`${name.text}\` kept one instance for everybody: it is asked for where it is needed.`;
      const local = name.text.replace(/^#/, '');
      if (group.length === 1 || owner === undefined || !canDeclare(owner, local, group)) writer.replaceNode(read, shorthand(read, local, value), { why });
      else {
        writer.firstStatement(owner, `const ${local} = ${value}`, { why, order: 1 });
        writer.replaceNode(read, local, { why });
      }
    },
  })));
  const removal: Need = { at: holder, why: 'Nobody reads it any more.', free: true, write: (_context, writer) => { removeHolder(holder, writer); } };
  return [...needs, removal];
}

/** The initialiser as it reads with the factory in the accessor's place. */
function initialiserText(holder: Holder, own: readonly Need[], context: string): string {
  const source = holder.getSourceFile();
  const { initializer } = holder;
  if (initializer === undefined) return '';
  const scratch = new Writer();
  for (const need of own) need.write(context, scratch);
  let text = initializer.getText(source);
  const start = initializer.getStart(source);
  for (const edit of scratch.edits(source).reverse()) text = text.slice(0, edit.start - start) + edit.text + text.slice(edit.end - start);
  return text;
}

function shorthand(read: ts.Expression, name: string, value: string): string {
  return ts.isShorthandPropertyAssignment(read.parent) ? `${name}: ${value}` : value;
}

function canDeclare(owner: Bodied, name: string, reads: readonly ts.Expression[]): boolean {
  if (owner.body === undefined || !ts.isBlock(owner.body)) return false;
  let free = true;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name && !reads.some((read) => read === node || ts.isPropertyAccessExpression(read) && read.name === node) && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) && !(ts.isPropertyAssignment(node.parent) && node.parent.name === node)) free = false;
    ts.forEachChild(node, visit);
  };
  visit(owner);
  return free;
}

function readOf(name: ts.Node): ts.Expression | undefined {
  const { parent } = name;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isImportClause(parent) || ts.isTypeQueryNode(parent)) return undefined;
  if (ts.isPropertyAccessExpression(parent) && parent.name === name) return parent;
  return ts.isIdentifier(name) ? name : undefined;
}

function isWritten(read: ts.Expression): boolean {
  const { parent } = wrapped(read);
  return ts.isBinaryExpression(parent) && unwrap(parent.left) === read && parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
}

function obstacle(own: readonly Need[], holder: Holder, code: Block['code']): Need {
  const at = own[0]?.at ?? holder;
  return { at, why: '', write: () => {}, block: { code, at: holder, message: `\`${holder.name.getText()}\` is written elsewhere too, so it cannot be given up.` } };
}

/** The declaration with its line, its comments and the empty line behind it. */
function removeHolder(holder: Holder, writer: Writer): void {
  const source = holder.getSourceFile();
  const whole = ts.isVariableDeclaration(holder) ? statementOf(holder) : holder;
  if (ts.isVariableDeclaration(holder) && ts.isVariableDeclarationList(holder.parent) && holder.parent.declarations.length > 1) {
    const { declarations } = holder.parent;
    const index = declarations.indexOf(holder);
    const next = declarations[index + 1];
    const previous = declarations[index - 1];
    if (next !== undefined) writer.replace(source, holder.getStart(source), next.getStart(source), '', { why: 'Nobody reads it any more.' });
    else if (previous !== undefined) writer.replace(source, previous.getEnd(), holder.getEnd(), '', { why: 'Nobody reads it any more.' });
    return;
  }
  const comments = ts.getLeadingCommentRanges(source.text, whole.getFullStart()) ?? [];
  const attached = comments.filter((at) => !/\n\s*\n/.test(source.text.slice(at.end, whole.getStart(source))));
  const start = attached[0]?.pos ?? whole.getStart(source);
  const lineStart = start - indentAt(source, start).length;
  const rest = /^[ \t]*(\r?\n)?/.exec(source.text.slice(whole.getEnd()))?.[0] ?? '';
  let end = whole.getEnd() + rest.length;
  const emptyAfter = /^[ \t]*\r?\n/.exec(source.text.slice(end))?.[0];
  const before = source.text.slice(0, lineStart);
  if (emptyAfter !== undefined && (/\{[ \t]*\r?\n$/.test(before) || /\n[ \t]*\r?\n$/.test(before))) end += emptyAfter.length;
  writer.replace(source, lineStart, end, '', { why: 'Nobody reads it any more.' });
}
