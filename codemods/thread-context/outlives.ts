/** E: whether an object made for one request is found again by the next: what it is put into, under whichever name. */
import { ts } from '@ts-morph/common';
import { callableOf, declarationOf } from './callables.js';
import { escapes } from './lifetimes.js';
import type { Block } from './model.js';
import type { Program } from './program.js';
import { enclosing, isAssignment, isBodied, nameTextOf, ownerOf, referenceExpression, unwrap, wrapped } from './syntax.js';

/** The obstacle when something long-lived keeps the value: directly, as part of another, through a variable, or by way of whoever it is returned to. */
export function outlives(program: Program, value: ts.Expression, depth = 0): Block | undefined {
  const whole = partOf(value);
  const kept = escapes(program, whole);
  if (kept !== undefined || depth > 3) return kept;
  const { parent } = whole;
  const variable = ts.isVariableDeclaration(parent) ? parent.name : isAssignment(parent) && parent.right === whole ? parent.left : undefined;
  const maker = ts.isReturnStatement(parent) || ts.isArrowFunction(parent) ? enclosing(whole, isBodied) : undefined;
  const [uses, next] = variable !== undefined && ts.isIdentifier(variable) ? [usesOf(program, program.references.declarations(variable)[0]), depth] : [usesOf(program, maker && declarationOf(maker)).flatMap(called), depth + 1];
  for (const use of uses) {
    const block = variable !== undefined ? escapes(program, partOf(use)) : outlives(program, use, next);
    if (block !== undefined) return block;
  }
  return undefined;
}

/**
 * `later(() => …)`: the project's own function puts what it is given where it outlives the request, and gives nothing back by
 * which its end could be waited for or taken off.
 */
export function keptByTaker(program: Program, value: ts.Expression): Block | undefined {
  const given = partOf(value);
  const call = given.parent;
  if (!ts.isCallExpression(call) || call.expression === given) return undefined;
  const callee = unwrap(call.expression);
  const helper = program.references.declarations(ts.isPropertyAccessExpression(callee) ? callee.name : callee).filter((at) => program.oracle.isOwn(at)).flatMap((at) => callableOf(at) ?? []).find(isBodied);
  const parameter = helper?.parameters[call.arguments.indexOf(given)];
  if (parameter === undefined || !givesNothingBack(program, call)) return undefined;
  const kept = usesOf(program, parameter).map((use) => escapes(program, partOf(use))).find((block) => block !== undefined);
  return kept && { ...kept, at: call };
}

function givesNothingBack(program: Program, call: ts.CallExpression): boolean {
  const { flags } = program.oracle.type(call);
  return (flags & (ts.TypeFlags.VoidLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike)) !== 0;
}

/** `{ session, since: Date.now() }`, `known ?? session`, `await session`: what the value is in. */
export function partOf(value: ts.Expression): ts.Expression {
  const outer = wrapped(value);
  const { parent } = outer;
  if (ts.isAwaitExpression(parent) || ts.isArrayLiteralExpression(parent) || ts.isConditionalExpression(parent) && parent.condition !== outer) return partOf(parent);
  if ((ts.isPropertyAssignment(parent) && parent.initializer === outer || ts.isShorthandPropertyAssignment(parent)) && ts.isObjectLiteralExpression(parent.parent)) return partOf(parent.parent);
  return ts.isBinaryExpression(parent) && (parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken || parent.operatorToken.kind === ts.SyntaxKind.BarBarToken) ? partOf(parent) : outer;
}

function usesOf(program: Program, declaration: ts.Node | undefined): ts.Expression[] {
  const name = declaration === undefined ? undefined : nameTextOf(declaration);
  // What the module itself declares outlives everything: that is said where it is assigned.
  if (declaration === undefined || name === undefined || ts.isVariableDeclaration(declaration) && ownerOf(declaration) === undefined && !isFunction(declaration)) return [];
  return program.references.to(new Set([declaration]), [name]).flatMap((reference) => referenceExpression(reference.name) ?? []);
}

const isFunction = ({ initializer }: ts.VariableDeclaration): boolean => initializer !== undefined && isBodied(initializer);

function called(use: ts.Expression): ts.Expression[] {
  const { parent } = wrapped(use);
  return ts.isCallExpression(parent) && parent.expression === wrapped(use) ? [parent] : [];
}
