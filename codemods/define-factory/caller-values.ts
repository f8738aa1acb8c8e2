/** What a value has to do with whoever called: it may be a parameter, or computed from one. */
import { ts } from '@ts-morph/common';
import { forEachDescendant, isNothing } from '../thread-context/syntax.js';

/**
 * Whether an expression's value comes from the caller: from a parameter of the member (or of a function in it), or from a local
 * that was computed from one.
 */
export function dependsOnCaller(expression: ts.Expression, member: ts.Node): boolean {
  return mentions(expression, callerNames(expression, member));
}

function callerNames(from: ts.Node, member: ts.Node): ReadonlySet<string> {
  const names: Set<string> = new Set();
  for (let at: ts.Node | undefined = from; !isNothing(at); at = at === member ? undefined : at.parent) {
    if (ts.isFunctionLike(at)) for (const parameter of at.parameters) addNames(parameter.name, names);
  }
  // Locals in the order of the text; a second pass is not needed, because a value is computed before it is used.
  forEachDescendant(member, (node) => {
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined && mentions(node.initializer, names)) addNames(node.name, names);
    return undefined;
  });
  return names;
}

function addNames(name: ts.BindingName, names: Set<string>): void {
  if (ts.isIdentifier(name)) names.add(name.text);
  else for (const element of name.elements) if (ts.isBindingElement(element)) addNames(element.name, names);
}

function mentions(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(node)) return names.has(node.text) && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node);
  let found = false;
  ts.forEachChild(node, (child) => {
    found ||= mentions(child, names);
  });
  return found;
}
