/** D6: whether a function runs while a request does. What it leaves for later is then that request's user's, not whoever's comes by. */
import type { ts } from '@ts-morph/common';
import { declarationOf } from './callables.js';
import type { Supply } from './model.js';
import type { Program } from './program.js';
import { nameTextOf, referenceExpression, wrapped, type Bodied } from './syntax.js';

/** @param supplyAt where the context at a place comes from: a request, a caller, or nowhere */
export function isCalledInRequest(program: Program, supplyAt: (at: ts.Node) => Supply, fn: Bodied, seen: Set<ts.Node> = new Set()): boolean {
  if (seen.has(fn)) return false;
  seen.add(fn);
  const declarations = new Set([...program.families.members(fn)].map(declarationOf));
  const names = [...new Set([...declarations].flatMap((at) => nameTextOf(at) ?? []))];
  return program.references.to(declarations, names).some(({ name }) => {
    const use = referenceExpression(name);
    if (use === undefined || !isCalled(wrapped(use))) return false;
    const supply = supplyAt(use);
    return supply.kind === 'source' || supply.kind === 'expression' || supply.kind === 'scope' || supply.kind === 'parameter' && isCalledInRequest(program, supplyAt, supply.owner, seen);
  });
}

function isCalled(expression: ts.Expression): boolean {
  const { parent } = expression as { readonly parent: ts.Node & { readonly expression?: ts.Node; readonly arguments?: unknown } };
  return parent.expression === expression && parent.arguments !== undefined;
}
