/** C13: `{ ...base, load }` and `Object.assign({}, base, { load })`: what base's own methods call by `this.load` is the new one from then on. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { declarationOf, memberName } from './callables.js';
import { forEachDescendant, parentOf } from './syntax.js';

/** The members that a literal's member takes the place of, where the object that has them calls them itself. */
export function overlaid(oracle: TypeOracle, node: ts.Node): readonly ts.Declaration[] {
  const member = declarationOf(node);
  const literal = parentOf(member);
  const name = memberName(node);
  if (name === undefined || literal === undefined || !ts.isObjectLiteralExpression(literal)) return [];
  const before = [...literal.properties.slice(0, literal.properties.indexOf(member as ts.ObjectLiteralElementLike)).filter(ts.isSpreadAssignment).map(({ expression }) => expression), ...assignedBefore(literal)];
  return before.flatMap((base) => oracle.declarations(oracle.type(base).getProperty(name))).filter((at) => callsItself(parentOf(at), name));
}

function assignedBefore(literal: ts.ObjectLiteralExpression): readonly ts.Expression[] {
  const { parent } = literal;
  return ts.isCallExpression(parent) && parent.expression.getText() === 'Object.assign' ? parent.arguments.slice(0, parent.arguments.indexOf(literal)) : [];
}

function callsItself(owner: ts.Node | undefined, name: string): boolean {
  let found = false;
  if (owner !== undefined) forEachDescendant(owner, (at) => {
    found ||= ts.isPropertyAccessExpression(at) && at.expression.kind === ts.SyntaxKind.ThisKeyword && at.name.text === name;
    return !found;
  });
  return found;
}
