/** B20 and H2: `typeof f` in a type. What it returns stays; a position in its parameter list moves by one. */
import { ts } from '@ts-morph/common';
import type { Need, Target } from './model.js';
import { parentOf } from './syntax.js';

export function typeQueryOf(name: ts.Node): ts.TypeQueryNode | undefined {
  let at = name;
  while (ts.isQualifiedName(at.parent)) at = at.parent;
  return ts.isTypeQueryNode(at.parent) ? at.parent : undefined;
}

export function typeNeeds(query: ts.TypeQueryNode, target: Target): Need[] {
  const { rename } = target;
  if (rename !== undefined) {
    return [{ at: query, why: 'A type computed from the accessor is computed from the factory.', free: true, write: (_context, writer) => { rename(query.exprName as unknown as ts.Expression, writer); } }];
  }
  const { parent } = query;
  const operator = ts.isTypeReferenceNode(parent) ? parent.typeName.getText() : '';
  if (operator !== 'Parameters' && operator !== 'ConstructorParameters') return [];
  const why = 'The context is the first parameter now, so this one moved.';
  const access = parentOf(parent);
  if (access !== undefined && ts.isIndexedAccessTypeNode(access) && ts.isLiteralTypeNode(access.indexType) && ts.isNumericLiteral(access.indexType.literal)) {
    const { literal } = access.indexType;
    return [{ at: query, why, free: true, write: (_context, writer) => { writer.replaceNode(literal, String(Number(literal.text) + 1), { why }); } }];
  }
  return [{ at: query, why: '', free: true, silent: true, write: () => {}, block: { code: 'TYPE_LEVEL_USE', at: query, message: `The parameters of \`${target.name}\` are taken as a tuple here, which another first parameter would shift.` } }];
}
