/** In JavaScript `let instance;` is any, and with it all that an accessor hands out. Here it is the class that the accessor makes. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { referencesOf } from '../thread-context/references.js';
import { unwrap } from '../thread-context/syntax.js';
import type { Singleton } from './singleton.js';

/** A name can be handed on a few times. */
const DEPTH = 4;

/** The same program, in which what is called `any` and comes from the accessor has the type of the instance. */
export function knowingInstance(oracle: TypeOracle, { class: owner, declaration }: Singleton): TypeOracle {
  if (owner === undefined) return oracle;
  const references = referencesOf(oracle);
  const accessors: ReadonlySet<ts.Node> = new Set<ts.Node>(ts.isVariableStatement(declaration) ? declaration.declarationList.declarations : [declaration]);

  const isInstance = (value: ts.Expression, depth = DEPTH): boolean => {
    const inner = unwrap(value);
    if (depth === 0 || (oracle.type(inner).flags & ts.TypeFlags.Any) === 0) return false;
    if (ts.isAwaitExpression(inner)) return isInstance(inner.expression, depth - 1);
    const callee = ts.isCallExpression(inner) ? unwrap(inner.expression) : inner;
    const meant = references.declarations(ts.isPropertyAccessExpression(callee) ? callee.name : callee);
    if (ts.isCallExpression(inner)) return meant.some((at) => accessors.has(at));
    return meant.some((at) => ts.isVariableDeclaration(at) && at.initializer !== undefined && isInstance(at.initializer, depth - 1));
  };
  const type = (node: ts.Node): ts.Type => (ts.isExpression(node) && isInstance(node) ? oracle.type(owner) : oracle.type(node));
  const symbol = (node: ts.Node): ts.Symbol | undefined => {
    const known = oracle.symbol(node);
    const { parent } = node;
    return known === undefined && ts.isPropertyAccessExpression(parent) && parent.name === node ? type(parent.expression).getProperty(parent.name.text) : known;
  };
  return new Proxy(oracle, {
    get(target, key) {
      if (key === 'type') return type;
      if (key === 'symbol') return symbol;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
