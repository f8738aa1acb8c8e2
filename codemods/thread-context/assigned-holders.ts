/** E3, E4: what is filled at first use, `this.agents ??= getA()`, or in a constructor, keeps one user's instance all the same. */
import { ts } from '@ts-morph/common';
import { isWritten, localName, obstacle, readsOf, textOf } from './holders.js';
import { isModuleLevel } from './lifetimes.js';
import type { Need } from './model.js';
import type { Program } from './program.js';
import { readNeeds } from './reads.js';
import { removeDeclaration, removeLines } from './removal.js';
import { contains, enclosing, isBodied, parentOf, unwrap } from './syntax.js';
import type { Writer } from './text.js';

/** `target = value`, `target ??= value`, `target ||= value` */
export type Assigned = ts.BinaryExpression;

const FILLS: ReadonlySet<ts.SyntaxKind> = new Set([ts.SyntaxKind.EqualsToken, ts.SyntaxKind.QuestionQuestionEqualsToken, ts.SyntaxKind.BarBarEqualsToken]);

/** The assignment of this value to a member of `this` or of a class, or to a variable of the module. */
export function assignedHolder(parent: ts.Node, value: ts.Node, use: ts.Node): Assigned | undefined {
  if (!ts.isBinaryExpression(parent) || parent.right !== value || !FILLS.has(parent.operatorToken.kind)) return undefined;
  // A static block runs with the module: no request could fill the field anew.
  if (enclosing(parent, (at): at is ts.Node => isBodied(at) || ts.isClassStaticBlockDeclaration(at))?.kind === ts.SyntaxKind.ClassStaticBlockDeclaration) return undefined;
  const target = unwrap(parent.left);
  // What a constructor computes once cannot be computed at every read instead; the instance itself can.
  if (isInConstructor(parent) && unwrap(parent.right) !== use) return undefined;
  const member = ts.isPropertyAccessExpression(target) && (target.expression.kind === ts.SyntaxKind.ThisKeyword || ts.isIdentifier(target.expression) && /^[A-Z]/.test(target.expression.text));
  return member || ts.isIdentifier(target) ? parent : undefined;
}

/** A constructor's assignment may still be one per request; elsewhere the first user's is kept for all. */
export function isLazy(assigned: Assigned): boolean {
  return enclosing(assigned, isBodied) !== undefined && !isInConstructor(assigned);
}

function isInConstructor(node: ts.Node): boolean {
  const owner = enclosing(node, isBodied);
  return owner !== undefined && ts.isConstructorDeclaration(owner);
}

/** What is assigned to, if it is the program's own and outlives the call. */
export function declarationOfAssigned(program: Program, assigned: Assigned): ts.PropertyDeclaration | ts.VariableDeclaration | undefined {
  const target = unwrap(assigned.left);
  const name = ts.isPropertyAccessExpression(target) ? target.name : target;
  const [declaration] = program.references.declarations(name);
  if (declaration === undefined || !program.oracle.isOwn(declaration)) return undefined;
  if (ts.isPropertyDeclaration(declaration)) return declaration;
  return ts.isVariableDeclaration(declaration) && isModuleLevel(declaration) && ts.isIdentifier(declaration.name) ? declaration : undefined;
}

export function dissolveAssigned(program: Program, assigned: Assigned, own: readonly Need[]): Need[] {
  const declaration = declarationOfAssigned(program, assigned);
  if (declaration === undefined) return [...own];
  const code = ts.isPropertyDeclaration(declaration) ? 'APP_LIFETIME_FIELD' : 'ESCAPES_REQUEST';
  const form = formOf(assigned);
  const all = readsOf(program, declaration);
  const reads = all.filter((read) => !contains(form.node, read));
  if (reads.some(isWritten) || declaration.initializer !== undefined && !isNothing(declaration.initializer) || isExported(declaration)) return [obstacle(own, declaration, code)];

  const name = localName(declaration.name.getText());
  const why = `\`${name}\` kept the instance of whoever came first: it is asked for where it is needed.`;
  const value = (context: string): string => textOf(assigned.right, own, context);
  const scope = form.kind === 'statement' ? parentOf(form.node) : undefined;
  const here = reads.filter((read) => scope !== undefined && contains(scope, read) && read.pos > form.node.pos);
  const elsewhere = reads.filter((read) => !here.includes(read));
  const declares = form.kind === 'statement' && here.length > 0 && isFreeIn(form.node, name, all);
  const filling: Need = { at: assigned, why, write: (context, writer) => {
    if (form.kind === 'expression') writer.replaceNode(form.node, value(context), { why });
    else if (declares) writer.replaceNode(form.node, `const ${name} = ${value(context)}${form.node.getText().endsWith(';') || ts.isIfStatement(form.node) ? ';' : ''}`, { why });
    else removeLines(form.node, writer, why);
    if (declares) for (const read of here) renameRead(read, name, writer, why);
  } };
  const needs = readNeeds(declares ? elsewhere : reads, { name, why, adapted: false, value });
  const removal: Need = { at: declaration, why: 'Nobody reads it any more.', free: true, write: (_context, writer) => { removeDeclaration(declaration, writer); } };
  // Without a read here, nothing is asked for here either.
  const unused = form.kind === 'statement' && !declares;
  return [unused ? { ...filling, free: true } : filling, ...needs, removal];
}

function renameRead(read: ts.Expression, name: string, writer: Writer, why: string): void {
  if (ts.isShorthandPropertyAssignment(read.parent)) {
    if (read.getText() !== name) writer.replaceNode(read, `${read.getText()}: ${name}`, { why });
    return;
  }
  const whole = ts.isNonNullExpression(read.parent) ? read.parent : read;
  if (whole.getText() !== name) writer.replaceNode(whole, name, { why });
}

type Form = { readonly kind: 'statement'; readonly node: ts.Statement } | { readonly kind: 'expression'; readonly node: ts.Expression };

/** What the filling looks like as a whole: with the condition around it, or the read that it is part of. */
function formOf(assigned: Assigned): Form {
  let value: ts.Expression = assigned;
  while (ts.isParenthesizedExpression(value.parent)) value = value.parent;
  const { parent } = value;
  if (ts.isBinaryExpression(parent) && parent.right === value && (parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken || parent.operatorToken.kind === ts.SyntaxKind.BarBarToken) && parent.left.getText() === assigned.left.getText()) {
    return { kind: 'expression', node: parent };
  }
  if (!ts.isExpressionStatement(parent)) return { kind: 'expression', node: value };
  const block = ts.isBlock(parent.parent) && parent.parent.statements.length === 1 ? parent.parent : parent;
  const guard = block.parent;
  if (ts.isIfStatement(guard) && guard.thenStatement === block && guard.elseStatement === undefined && asksFor(guard.expression, assigned.left.getText())) return { kind: 'statement', node: guard };
  return { kind: 'statement', node: parent };
}

/** `!target`, `target === undefined`, `target == null` */
function asksFor(condition: ts.Expression, target: string): boolean {
  const asked = unwrap(condition);
  if (ts.isPrefixUnaryExpression(asked) && asked.operator === ts.SyntaxKind.ExclamationToken) return unwrap(asked.operand).getText() === target;
  return ts.isBinaryExpression(asked) && /^={2,3}$/.test(asked.operatorToken.getText()) && asked.left.getText() === target && /^(undefined|null)$/.test(asked.right.getText());
}

function isNothing(value: ts.Expression): boolean {
  return /^(undefined|null)$/.test(unwrap(value).getText());
}

function isExported(declaration: ts.PropertyDeclaration | ts.VariableDeclaration): boolean {
  return ts.isVariableDeclaration(declaration) && (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
}

function isFreeIn(statement: ts.Statement, name: string, reads: readonly ts.Expression[]): boolean {
  const owner = enclosing(statement, isBodied);
  let free = true;
  const visit = (node: ts.Node): void => {
    const own = ts.isIdentifier(node) && node.text === name && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) && !(ts.isPropertyAssignment(node.parent) && node.parent.name === node);
    if (own && !reads.includes(node)) free = false;
    ts.forEachChild(node, visit);
  };
  if (owner !== undefined) visit(owner);
  return free;
}
