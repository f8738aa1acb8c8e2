/** Names that stand for what a slot holds: `const list = this.runs.get(id)`, a loop's variable, the parameter of a helper that is handed it. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { contains, forEachDescendant, isBodied, isClosure, unwrap } from '../thread-context/syntax.js';
import { AT_ONCE } from './boot.js';
import { placeOf, type Held, type HeldAt, type SlotAt } from './writes.js';

export type Aliases = {
  readonly at: HeldAt;
  /** Functions elsewhere whose parameter stands for it. */
  readonly helpers: readonly ts.FunctionLikeDeclaration[];
};

/** A name can be handed on a few times before it is given up. */
const ROUNDS = 4;

/** @param scopes where the slot is named */
export function aliasesOf(oracle: TypeOracle, scopes: readonly ts.Node[], slotAt: SlotAt): Aliases {
  const known: Map<ts.Node, Held> = new Map();
  const helpers: Set<ts.FunctionLikeDeclaration> = new Set();
  const at: HeldAt = (node) => (known.size > 0 && ts.isIdentifier(node) ? oracle.declarations(oracle.symbol(node)).map((declaration) => known.get(declaration)).find((held) => held !== undefined) : undefined);
  const bind = (name: ts.BindingName, held: Held): void => {
    if (ts.isIdentifier(name)) known.set(name.parent, held);
    else for (const element of name.elements) if (ts.isBindingElement(element)) bind(element.name, held);
  };
  const held = (value: ts.Expression): Held | undefined => heldIn(value, slotAt, at);
  const takeApart = ({ elements }: ts.ObjectBindingPattern): void => {
    for (const element of elements) {
      const slot = slotAt(element);
      if (slot !== undefined) bind(element.name, { slot, key: undefined });
    }
  };
  const visit = (node: ts.Node): undefined => {
    if (ts.isVariableDeclaration(node)) {
      const value = node.initializer ?? (ts.isForOfStatement(node.parent.parent) ? node.parent.parent.expression : undefined);
      const what = value && held(value);
      if (what !== undefined) bind(node.name, what);
      else if (ts.isObjectBindingPattern(node.name)) takeApart(node.name);
    } else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(node.left) && slotAt(node.left) === undefined) {
      const what = held(node.right);
      const variable = what && oracle.declarations(oracle.symbol(node.left)).find((one) => ts.isVariableDeclaration(one));
      if (what !== undefined && variable !== undefined) known.set(variable, what);
    } else if (ts.isCallExpression(node)) handOver(node);
  };
  const handOver = (call: ts.CallExpression): void => {
    const { expression: callee } = call;
    const each = ts.isPropertyAccessExpression(callee) && AT_ONCE.test(callee.getText()) ? held(callee.expression) : undefined;
    const [callback] = call.arguments;
    const [element] = each !== undefined && callback !== undefined && isClosure(callback) ? callback.parameters : [];
    if (each !== undefined && element !== undefined) bind(element.name, each);
    for (const [index, argument] of call.arguments.entries()) {
      const what = held(argument);
      const helper = what && oracle.declarations(oracle.symbol(ts.isPropertyAccessExpression(callee) ? callee.name : callee)).map(functionOf).find((fn) => fn !== undefined && oracle.isOwn(fn));
      const parameter = helper?.parameters[index];
      if (what === undefined || helper === undefined || parameter === undefined) continue;
      bind(parameter.name, what);
      if (!scopes.some((scope) => contains(scope, helper))) helpers.add(helper);
    }
  };
  for (let round = 0, size = -1; round < ROUNDS && size !== known.size; round++) {
    size = known.size;
    for (const scope of [...scopes, ...helpers]) forEachDescendant(scope, visit);
  }
  return { at, helpers: [...helpers] };
}

/** `this.runs.get(id) ?? []`, `cond ? this.a : other`: the value may be what the slot holds. */
function heldIn(value: ts.Expression, slotAt: SlotAt, at: HeldAt): Held | undefined {
  const inner = unwrap(value);
  if (ts.isAwaitExpression(inner)) return heldIn(inner.expression, slotAt, at);
  if (ts.isConditionalExpression(inner)) return heldIn(inner.whenTrue, slotAt, at) ?? heldIn(inner.whenFalse, slotAt, at);
  if (ts.isBinaryExpression(inner) && /^(\?\?|\|\|)$/.test(inner.operatorToken.getText())) return heldIn(inner.left, slotAt, at) ?? heldIn(inner.right, slotAt, at);
  return placeOf(inner, slotAt, at);
}

function functionOf(declaration: ts.Declaration): ts.FunctionLikeDeclaration | undefined {
  const value = ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined ? unwrap(declaration.initializer) : declaration;
  return isBodied(value) ? value : undefined;
}
