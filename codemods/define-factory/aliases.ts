/** Names that stand for what a slot holds: `const list = this.runs.get(id)`, a loop's variable, the parameter of a helper that is handed it, the result of a method that hands it out. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { contains, enclosing, forEachDescendant, isBodied, isClosure, ownerOf, unwrap } from '../thread-context/syntax.js';
import { AT_ONCE, callsOf } from './boot.js';
import { placeOf, type Held, type HeldAt, type SlotAt } from './writes.js';

export type Aliases = {
  readonly at: HeldAt;
  /** Code elsewhere that is handed it, as a parameter or as a result. */
  readonly helpers: readonly ts.Node[];
};

/** A name can be handed on a few times before it is given up. */
const ROUNDS = 4;

const PRIMITIVE = ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Null;

/** @param scopes where the slot is named */
export function aliasesOf(oracle: TypeOracle, scopes: readonly ts.Node[], slotAt: SlotAt): Aliases {
  const known: Map<ts.Node, Held> = new Map();
  const helpers: Set<ts.Node> = new Set();
  // Functions and getters that hand out what the slot holds are known by themselves, next to the names.
  const at: HeldAt = (node) => {
    const name = ts.isCallExpression(node) ? node.expression : node;
    const target = ts.isPropertyAccessExpression(name) ? name.name : name;
    if (known.size === 0 || !ts.isIdentifier(target)) return undefined;
    return oracle.declarations(oracle.symbol(target)).map((declaration) => known.get(ts.isCallExpression(node) ? (functionOf(declaration) ?? declaration) : declaration)).find((one) => one !== undefined);
  };
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
  const handOut = (value: ts.Expression): void => {
    const fn = enclosing(value, isBodied);
    const what = held(value);
    if (fn === undefined || what === undefined || known.has(fn) || (oracle.type(value).flags & PRIMITIVE) !== 0) return;
    known.set(fn, what);
    for (const call of callsOf(oracle, fn)) {
      const caller = ownerOf(call)?.node ?? call.getSourceFile();
      if (!scopes.some((scope) => contains(scope, caller))) helpers.add(caller);
    }
  };
  const visit = (node: ts.Node): undefined => {
    if (ts.isReturnStatement(node) && node.expression !== undefined) handOut(node.expression);
    if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) handOut(node.body);
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
