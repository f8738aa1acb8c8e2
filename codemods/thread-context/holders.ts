/** E2, E3, E4, G1: a field, constant or variable that keeps the instance is given up; every read of it asks the factory instead. */
import { ts } from '@ts-morph/common';
import { assignedHolder, dissolveAssigned, isLazy, type Assigned } from './assigned-holders.js';
import type { Block, Need } from './model.js';
import type { Program } from './program.js';
import { exportAsFactory, isExportedConstant } from './exported-constants.js';
import { readNeeds } from './reads.js';
import { removeDeclaration } from './removal.js';
import type { Rename } from './sinks.js';
import { enclosing, isAssignment, isStatic, ownerOf, parentOf, unwrap, wrapped } from './syntax.js';
import { Writer } from './text.js';

export type Holder = ts.PropertyDeclaration | ts.VariableDeclaration | Assigned;

/** What keeps the value of this use: the field or constant whose initialiser it is (or begins: `getA().logger`), or what it is assigned to. */
export function holderOf(program: Program, at: ts.Node): Holder | undefined {
  const computed: ts.Node[] = [];
  // Most uses are kept by nothing, whatever their types are: those are asked for last.
  const found = (holder: Holder): Holder | undefined => (computed.every((node) => isStateless(program, node)) ? holder : undefined);
  let node = at;
  for (let parent = parentOf(node); parent !== undefined; parent = parentOf(node)) {
    if (ts.isPropertyDeclaration(parent) && parent.initializer === node && !isStatic(parent)) return found(parent);
    if (ts.isVariableDeclaration(parent)) return parent.initializer === node && isModuleConstant(parent) ? found(parent) : undefined;
    const assigned = assignedHolder(parent, node, at);
    if (assigned !== undefined) return found(assigned);
    if (!passesOn(parent, node)) {
      if (!isComputed(parent)) return undefined;
      computed.push(parent);
    }
    node = parent;
  }
  return undefined;
}

/** Whether the value goes on to the parent: `getA().logger`, `(getA())`, `getA()!`. */
function passesOn(parent: ts.Node, node: ts.Node): boolean {
  return ts.isParenthesizedExpression(parent) || ts.isPropertyAccessExpression(parent) || (ts.isCallExpression(parent) && parent.expression === node) || ts.isAsExpression(parent) || ts.isNonNullExpression(parent) || ts.isSatisfiesExpression(parent);
}

/** An expression whose value may have no state of its own, so that it can be computed again. */
function isComputed(node: ts.Node): boolean {
  return ts.isTemplateSpan(node) || ts.isTemplateExpression(node) || ts.isBinaryExpression(node) || ts.isCallExpression(node) || ts.isConditionalExpression(node) || ts.isPrefixUnaryExpression(node);
}

function isStateless(program: Program, node: ts.Node): boolean {
  if (ts.isTemplateSpan(node)) return true;
  const flags = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike;
  const type = program.oracle.type(node);
  return (type.isUnion() ? type.types : [type]).every((at) => (at.flags & flags) !== 0);
}

/** Filled at first use: for whom, nobody asked. There is nothing to try first. */
export function isAlwaysDissolved(holder: Holder): boolean {
  return ts.isBinaryExpression(holder) && isLazy(holder);
}

function isModuleConstant(node: ts.VariableDeclaration): boolean {
  const list = node.parent;
  return ts.isVariableDeclarationList(list) && ts.isVariableStatement(list.parent) && ts.isSourceFile(list.parent.parent) && ts.isIdentifier(node.name);
}

/** `const { runs } = getA()` at top level: functions that run later go on reading what belongs to the one shared object. */
export function isKeptForRequests(program: Program, at: ts.Node): boolean {
  const holder = enclosing(at, ts.isVariableDeclaration);
  if (holder?.initializer === undefined || ownerOf(at) !== undefined || ownerOf(holder) !== undefined) return false;
  return boundIn(holder.name).some((bound) => {
    const type = program.oracle.type(bound);
    const isState = (type.isUnion() ? type.types : [type]).some((part) => (part.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0);
    return isState && program.references.to(new Set([bound.parent]), [bound.text]).some(({ name }) => ownerOf(name) !== undefined);
  });
}

function boundIn(name: ts.BindingName): ts.Identifier[] {
  return ts.isIdentifier(name) ? [name] : name.elements.flatMap((at) => (ts.isBindingElement(at) ? boundIn(at.name) : []));
}

/** The needs of every read of the holder, in place of the one in its initialiser. */
export function dissolve(program: Program, holder: Holder, own: readonly Need[], rename: Rename): Need[] {
  if (ts.isBinaryExpression(holder)) return dissolveAssigned(program, holder, own);
  if (isExportedConstant(holder)) return exportAsFactory(program, holder, own, rename);
  const name = (holder.name as ts.Identifier).text;
  const reads = readsOf(program, holder);
  if (reads.some(isWritten)) return [obstacle(own, holder, ts.isPropertyDeclaration(holder) ? 'APP_LIFETIME_FIELD' : 'NO_REQUEST')];
  const { initializer } = holder;
  if (initializer !== undefined && ts.isVariableDeclaration(holder) && reads.length > 1 && !isHandedOn(initializer, own)) return functionNeeds(program, holder, initializer, reads, own);
  const needs = readNeeds(reads, {
    name: localName(name),
    why: `\`${name}\` kept one instance for everybody: it is asked for where it is needed.`,
    adapted: ts.isVariableDeclaration(holder),
    value: (context) => (holder.initializer === undefined ? '' : textOf(holder.initializer, own, context)),
  });
  const removal: Need = { at: holder, why: 'Nobody reads it any more.', free: true, write: (_context, writer) => { removeDeclaration(holder, writer); } };
  return [...needs, removal];
}

/** G1: what is computed from the instance becomes a function of the context, so that it is written down once. */
function functionNeeds(program: Program, holder: ts.VariableDeclaration, initializer: ts.Expression, reads: readonly ts.Expression[], own: readonly Need[]): Need[] {
  const name = holder.name.getText();
  const why = `\`${name}\` was computed once for everybody: it is computed for each context.`;
  const { context } = program;
  const declaration: Need = { at: holder, why, free: true, write: (_context, writer) => {
    const source = holder.getSourceFile();
    const type = writer.contextType(source);
    if (holder.type !== undefined) writer.replace(source, holder.name.getEnd(), holder.type.getEnd(), '', { why });
    writer.replaceNode(initializer, `(${context.name}: ${type})${holder.type === undefined ? '' : `: ${holder.type.getText()}`} => ${textOf(initializer, own, context.name)}`, { why });
  } };
  return [...reads.map((read): Need => ({ at: read, why, adapted: true, write: (given, writer) => {
    if (ts.isShorthandPropertyAssignment(read.parent)) writer.replaceNode(read, `${name}: ${name}(${given})`, { why });
    else writer.insert(read.getSourceFile(), read.getEnd(), `(${given})`, { why });
  } })), declaration];
}

/** Whether the value is the instance itself, or a part of it. */
function isHandedOn(initializer: ts.Expression, own: readonly Need[]): boolean {
  for (const { at } of own) {
    for (let node = at; node !== initializer; node = node.parent) if (!passesOn(node.parent, node)) return false;
  }
  return true;
}

export function localName(name: string): string {
  return name.replace(/^[#_]+/, '') || name;
}

export function readsOf(program: Program, declaration: ts.PropertyDeclaration | ts.VariableDeclaration): ts.Expression[] {
  const name = declaration.name as ts.Identifier;
  return program.references.to(new Set([declaration]), [name.text]).flatMap((reference) => readOf(reference.name) ?? []);
}

export function readOf(name: ts.Node): ts.Expression | undefined {
  const { parent } = name;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isImportClause(parent) || ts.isExportAssignment(parent) || ts.isTypeQueryNode(parent)) return undefined;
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
  return isAssignment(parent) && unwrap(parent.left) === read;
}

export function obstacle(own: readonly Need[], holder: ts.PropertyDeclaration | ts.VariableDeclaration, code: Block['code']): Need {
  return { at: own[0]?.at ?? holder, why: '', silent: true, write: () => {}, block: { code, at: holder, message: `\`${holder.name.getText()}\` is written elsewhere too, so it cannot be given up.` } };
}
