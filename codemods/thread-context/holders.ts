/** E2, E3, E4, G1: a field, constant or variable that keeps the instance is given up; every read of it asks the factory instead. */
import { ts } from '@ts-morph/common';
import { assignedHolder, dissolveAssigned, isLazy, type Assigned } from './assigned-holders.js';
import type { Block, Need } from './model.js';
import type { Program } from './program.js';
import { readNeeds } from './reads.js';
import { removeDeclaration } from './removal.js';
import { isStatic, parentOf, unwrap, wrapped } from './syntax.js';
import { Writer } from './text.js';

export type Holder = ts.PropertyDeclaration | ts.VariableDeclaration | Assigned;

/** What keeps the value of this use: the field or constant whose initialiser it is (or begins: `getA().logger`), or what it is assigned to. */
export function holderOf(at: ts.Node): Holder | undefined {
  let node = at;
  for (let parent = parentOf(node); parent !== undefined; parent = parentOf(node)) {
    if (ts.isPropertyDeclaration(parent) && parent.initializer === node && !isStatic(parent)) return parent;
    if (ts.isVariableDeclaration(parent)) return parent.initializer === node && isModuleConstant(parent) ? parent : undefined;
    const assigned = assignedHolder(parent, node, at);
    if (assigned !== undefined) return assigned;
    if (!passesOn(parent, node)) return undefined;
    node = parent;
  }
  return undefined;
}

/** Whether the value goes on to the parent: `getA().logger`, `(getA())`, `getA()!`. */
function passesOn(parent: ts.Node, node: ts.Node): boolean {
  return ts.isParenthesizedExpression(parent) || ts.isPropertyAccessExpression(parent) || (ts.isCallExpression(parent) && parent.expression === node) || ts.isAsExpression(parent) || ts.isNonNullExpression(parent) || ts.isSatisfiesExpression(parent);
}

/** Filled at first use: for whom, nobody asked. There is nothing to try first. */
export function isAlwaysDissolved(holder: Holder): boolean {
  return ts.isBinaryExpression(holder) && isLazy(holder);
}

function isModuleConstant(node: ts.VariableDeclaration): boolean {
  const list = node.parent;
  return ts.isVariableDeclarationList(list) && ts.isVariableStatement(list.parent) && ts.isSourceFile(list.parent.parent) && ts.isIdentifier(node.name);
}

/** The needs of every read of the holder, in place of the one in its initialiser. */
export function dissolve(program: Program, holder: Holder, own: readonly Need[]): Need[] {
  if (ts.isBinaryExpression(holder)) return dissolveAssigned(program, holder, own);
  const name = (holder.name as ts.Identifier).text;
  const reads = readsOf(program, holder);
  if (reads.some(isWritten)) return [obstacle(own, holder, ts.isPropertyDeclaration(holder) ? 'APP_LIFETIME_FIELD' : 'NO_REQUEST')];
  const needs = readNeeds(reads, {
    name: localName(name),
    why: `\`${name}\` kept one instance for everybody: it is asked for where it is needed.`,
    adapted: ts.isVariableDeclaration(holder),
    value: (context) => (holder.initializer === undefined ? '' : textOf(holder.initializer, own, context)),
  });
  const removal: Need = { at: holder, why: 'Nobody reads it any more.', free: true, write: (_context, writer) => { removeDeclaration(holder, writer); } };
  return [...needs, removal];
}

export function localName(name: string): string {
  return name.replace(/^[#_]+/, '') || name;
}

export function readsOf(program: Program, declaration: ts.PropertyDeclaration | ts.VariableDeclaration): ts.Expression[] {
  const name = declaration.name as ts.Identifier;
  return program.references.to(new Set([declaration]), [name.text]).flatMap((reference) => readOf(reference.name) ?? []);
}

function readOf(name: ts.Node): ts.Expression | undefined {
  const { parent } = name;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isImportClause(parent) || ts.isTypeQueryNode(parent)) return undefined;
  if (ts.isPropertyAccessExpression(parent) && parent.name === name) return parent;
  return ts.isIdentifier(name) ? name : undefined;
}

/** An expression as it reads with the factory in the accessor's place. */
export function textOf(expression: ts.Expression, own: readonly Need[], context: string): string {
  const source = expression.getSourceFile();
  const scratch = new Writer();
  for (const need of own) need.write(context, scratch);
  let text = expression.getText(source);
  const start = expression.getStart(source);
  for (const edit of scratch.edits(source).reverse()) text = text.slice(0, edit.start - start) + edit.text + text.slice(edit.end - start);
  return text;
}

export function isWritten(read: ts.Expression): boolean {
  const { parent } = wrapped(read);
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  return ts.isBinaryExpression(parent) && unwrap(parent.left) === read && parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
}

export function obstacle(own: readonly Need[], holder: ts.PropertyDeclaration | ts.VariableDeclaration, code: Block['code']): Need {
  return { at: own[0]?.at ?? holder, why: '', silent: true, write: () => {}, block: { code, at: holder, message: `\`${holder.name.getText()}\` is written elsewhere too, so it cannot be given up.` } };
}
