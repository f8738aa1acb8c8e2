/** A8: code that works through several users in turn, where the context around the loop is nobody's in it. */
import { ts } from '@ts-morph/common';
import type { Program } from './program.js';
import { contains, parentOf } from './syntax.js';
import { boundNames } from './visible.js';

/** The innermost `for … of`, `forEach` or `map` over things that are users, within the same function. */
export function enclosingUserLoop(program: Program, at: ts.Node): ts.Node | undefined {
  for (let node: ts.Node | undefined = parentOf(at); node !== undefined; node = parentOf(node)) {
    if (ts.isForOfStatement(node) && contains(node.statement, at) && ts.isVariableDeclarationList(node.initializer)) {
      const declared = node.initializer.declarations[0];
      if (declared !== undefined && isUser(program, declared.name)) return node;
    }
    if (ts.isArrowFunction(node) && ts.isCallExpression(node.parent) && ts.isPropertyAccessExpression(node.parent.expression) && /^(forEach|map|flatMap|filter|reduce|some|every|find)$/.test(node.parent.expression.name.text)) {
      const [parameter] = node.parameters;
      if (parameter !== undefined && isUser(program, parameter.name)) return node;
    }
  }
  return undefined;
}

function isUser(program: Program, name: ts.BindingName): boolean {
  const type = program.oracle.type(name);
  if (program.contextType(type) !== undefined) return true;
  const symbol = (type.aliasSymbol ?? type.getSymbol()) as ts.Symbol | undefined;
  if (symbol !== undefined && (/^(User|Account|Member|Tenant|Customer|Principal)$/.test(symbol.name) || program.request.configuration.identityTypes.includes(symbol.name))) return true;
  return (type.flags & ts.TypeFlags.Object) !== 0 && type.getProperty('userId') !== undefined && (ts.isIdentifier(name) || boundNames(name).includes('userId'));
}
