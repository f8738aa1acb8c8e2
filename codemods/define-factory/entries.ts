/** From which entry points a slot is written and read: what one leaves for another outlives the request. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { forEachDescendant, isBodied, isWrapper, ownerOf, wrapped } from '../thread-context/syntax.js';
import { AT_ONCE, callsOf, runsWith } from './boot.js';
import { EMPTYING, FILLING, type SlotAt, type SlotWrite } from './writes.js';

/** A use of a slot that takes its value, and the member or function it stands in. */
export type SlotRead = { readonly slot: string; readonly at: ts.Node; readonly member: ts.Node };

export function readsIn(member: ts.Node, slotAt: SlotAt): readonly SlotRead[] {
  const reads: SlotRead[] = [];
  forEachDescendant(member, (node) => {
    const slot = ts.isExpression(node) && !isWrapper(node) ? slotAt(node) : undefined;
    if (slot !== undefined && !isOnlyWritten(node as ts.Expression)) reads.push({ slot, at: node, member });
    return undefined;
  });
  return reads;
}

/** `this.x = …`, `this.x.push(…);`, `this.x++;`: nothing of it is looked at. */
function isOnlyWritten(node: ts.Expression): boolean {
  const whole = wrapped(node);
  const { parent } = whole;
  if (ts.isBinaryExpression(parent) && parent.left === whole) return parent.operatorToken.kind === ts.SyntaxKind.EqualsToken || (isAssignment(parent) && ts.isExpressionStatement(parent.parent));
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) return ts.isExpressionStatement(parent.parent);
  if (ts.isDeleteExpression(parent.parent)) return true;
  if (ts.isElementAccessExpression(parent) && parent.expression === whole) return isOnlyWritten(parent);
  const call = ts.isPropertyAccessExpression(parent) ? parent.parent : undefined;
  return call !== undefined && ts.isPropertyAccessExpression(parent) && ts.isCallExpression(call) && call.expression === parent && (FILLING.test(parent.name.text) || EMPTYING.test(parent.name.text)) && ts.isExpressionStatement(call.parent);
}

const isAssignment = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean => kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

export type Span =
  /** Every entry point that reads it has set it anew. */
  | { readonly is: 'request' }
  /** It is read where nothing of the same request has set it. */
  | { readonly is: 'across'; readonly read: ts.Node; readonly written: ts.Node }
  /** Nobody is known to read it, or to write it. */
  | { readonly is: 'unknown' };

export function spanOf(oracle: TypeOracle, reads: readonly SlotRead[], writes: readonly SlotWrite[]): Span {
  const entries = new Entries(oracle);
  const set = new Set(writes.filter(isAnew).flatMap(({ at, member }) => [...entries.of(at, member)]));
  const known = reads.map((read) => ({ read, roots: entries.of(read.at, read.member) })).filter(({ roots }) => roots.size > 0);
  const written = writes.find(({ at, member, values }) => values.length > 0 && entries.of(at, member).size > 0);
  if (known.length === 0 || written === undefined) return { is: 'unknown' };
  const across = known.find(({ roots }) => [...roots].some((root) => !set.has(root)));
  return across === undefined ? { is: 'request' } : { is: 'across', read: across.read.at, written: written.at };
}

/** Another value takes the place of what was there: `this.user = user`, `this.history = []`, `this.answers.clear()`. */
function isAnew({ kind, key, once, values, at }: SlotWrite): boolean {
  if (once || key !== undefined) return false;
  if (kind === 'set') return ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return kind === 'fill' && values.length === 0 && ts.isCallExpression(at) && /\.clear$/.test(at.expression.getText());
}

/** How far callers are followed; beyond it the function stands for itself. */
const DEPTH = 8;

class Entries {
  readonly #oracle: TypeOracle;
  readonly #known: Map<ts.Node, ReadonlySet<ts.Node>> = new Map();

  constructor(oracle: TypeOracle) {
    this.#oracle = oracle;
  }

  /** The outermost functions that lead to a place; none where only start-up or tests do, or nobody is known to. */
  of(at: ts.Node, member: ts.Node): ReadonlySet<ts.Node> {
    for (let owner = ownerOf(at); owner?.kind === 'function' && owner.node !== member; owner = ownerOf(owner.node)) {
      if (!runsWith(at, owner.node) || !runsWith(owner.node, member)) return this.#callersOf(owner.node, DEPTH);
    }
    return this.#callersOf(member, DEPTH);
  }

  #callersOf(fn: ts.Node, depth: number): ReadonlySet<ts.Node> {
    const known = this.#known.get(fn);
    if (known !== undefined) return known;
    this.#known.set(fn, new Set());
    const roots = new Set(isBodied(fn) ? this.#climb(fn, depth) : []);
    this.#known.set(fn, roots);
    return roots;
  }

  #climb(fn: ts.FunctionLikeDeclaration, depth: number): readonly ts.Node[] {
    // A callback is called by whoever it was handed to: a framework, a listener.
    if (isCallback(fn)) {
      const outer = ownerOf(fn);
      return outer?.kind === 'function' && isAwaited(fn) ? [...this.#above(outer.node, depth)] : [fn];
    }
    const calls = callsOf(this.#oracle, fn);
    return calls.flatMap((call) => {
      const owner = ownerOf(call);
      if (owner?.kind !== 'function') return [];
      const isHandedOn = !ts.isCallExpression(wrappedCall(call));
      if (isHandedOn) return [fn];
      if (depth === 0) return [owner.node];
      return [...this.#above(owner.node, depth - 1)];
    }).concat(calls.some((call) => ownerOf(call) === undefined && !ts.isCallExpression(wrappedCall(call))) ? [fn] : []);
  }

  /** Its callers' entry points; a named function that nobody calls is an entry point itself. */
  #above(fn: ts.FunctionLikeDeclaration, depth: number): ReadonlySet<ts.Node> {
    const roots = this.#callersOf(fn, depth);
    if (roots.size > 0 || !isBodied(fn)) return roots;
    return callsOf(this.#oracle, fn).length === 0 ? new Set([fn]) : roots;
  }
}

/** The call that a reference is the callee of: for `getX().run` in `getX().run()`. */
function wrappedCall(reference: ts.Node): ts.Node {
  const access = ts.isPropertyAccessExpression(reference.parent) && reference.parent.name === reference ? reference.parent : reference;
  const { parent } = access;
  return ts.isCallExpression(parent) && parent.expression === access ? parent : access;
}

/** `await retry(() => …)`, `list.map(() => …)`: runs within the function that it stands in. */
function isAwaited(fn: ts.FunctionLikeDeclaration): boolean {
  const { parent } = wrapped(fn as ts.Expression & ts.FunctionLikeDeclaration);
  return AT_ONCE.test((parent as ts.CallExpression).expression.getText()) || ts.isAwaitExpression(parent.parent) || ts.isReturnStatement(parent.parent);
}

function isCallback(fn: ts.FunctionLikeDeclaration): boolean {
  if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return false;
  const whole = wrapped(fn);
  return ts.isCallExpression(whole.parent) && whole.parent.expression !== whole;
}
