/** The ways that lead from entry points to a place in the program. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { ownerOf, isBodied, wrapped } from '../thread-context/syntax.js';
import { AT_ONCE, callsOf, runsWith } from './boot.js';

/** The way from an entry point to a place: the entry point's function, the call in it, the call in the callee, …, the place. */
export type Path = readonly ts.Node[];

/** How far callers are followed, and how many ways are looked at: with more nothing is proved. */
const DEPTH = 8;
const WAYS = 64;

export class Paths {
  readonly #oracle: TypeOracle;
  readonly #known: Map<ts.Node, readonly Path[]> = new Map();

  constructor(oracle: TypeOracle) {
    this.#oracle = oracle;
  }

  /** Every way to a place; none where only start-up or tests lead there, or nobody is known to. */
  to(at: ts.Node, member: ts.Node): readonly Path[] {
    for (let owner = ownerOf(at); owner?.kind === 'function' && owner.node !== member; owner = ownerOf(owner.node)) {
      if (!runsWith(owner.node, member)) return this.#above(owner.node, DEPTH).map((path) => [...path, at]);
    }
    return this.#above(member, DEPTH).map((path) => [...path, at]);
  }

  /** The ways to a function, from each entry point that leads to it. */
  #above(fn: ts.Node, depth: number): readonly Path[] {
    const known = this.#known.get(fn);
    if (known !== undefined) return known;
    this.#known.set(fn, []);
    const paths = isBodied(fn) ? this.#climb(fn, depth).slice(0, WAYS) : [];
    this.#known.set(fn, paths);
    return paths;
  }

  #climb(fn: ts.FunctionLikeDeclaration, depth: number): readonly Path[] {
    // A callback is called by whoever it was handed to: a framework, a listener.
    if (isCallback(fn)) {
      const outer = ownerOf(fn);
      return outer?.kind === 'function' && isAwaited(fn) ? this.#ending(outer.node, fn, depth) : [[fn]];
    }
    return callsOf(this.#oracle, fn).filter((use) => !ts.isAccessor(fn) || isSetting(use) === ts.isSetAccessor(fn)).flatMap((use) => {
      if (callOf(use) === undefined && !ts.isAccessor(fn)) return [[fn]];
      const owner = ownerOf(use);
      return owner?.kind === 'function' ? this.#ending(owner.node, use, depth) : [];
    });
  }

  /** A named function that nobody calls is an entry point itself. */
  #ending(fn: ts.FunctionLikeDeclaration, last: ts.Node, depth: number): readonly Path[] {
    if (depth === 0) return [[fn, last]];
    const above = this.#above(fn, depth - 1);
    const isEntry = above.length === 0 && !isCallback(fn) && callsOf(this.#oracle, fn).length === 0;
    return (isEntry ? [[fn]] : above).map((path) => [...path, last]);
  }
}

/** The call that a reference is the callee of: `getX().run()` for its `run`. */
export function callOf(reference: ts.Node): ts.CallExpression | undefined {
  const access = ts.isPropertyAccessExpression(reference.parent) && reference.parent.name === reference ? reference.parent : reference;
  return ts.isCallExpression(access.parent) && access.parent.expression === access ? access.parent : undefined;
}

/** Whether a property is assigned to: then its setter runs, and not its getter. */
function isSetting(use: ts.Node): boolean {
  const access = wrapped(use.parent as ts.Expression);
  return ts.isBinaryExpression(access.parent) && access.parent.left === access && access.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
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
