/** Fields whose initialisers read the context from the object before its constructor has put it there: undefined, and no compiler says so. */
import { ts } from '@ts-morph/common';
import { constructorOf } from '../classes.js';
import { waitingFields } from '../initialisers.js';

export type EarlyField = { readonly field: ts.PropertyDeclaration; readonly parameter: ts.ParameterDeclaration };

/** @param isNew whether a constructor's parameter, which is a property of the object too, was planned */
export function earlyFields(source: ts.SourceFile | undefined, isNew: (parameter: ts.ParameterDeclaration) => boolean): readonly EarlyField[] {
  const found: EarlyField[] = [];
  const visit = (node: ts.Node): void => {
    const own = ts.isClassLike(node) ? constructorOf(node) : undefined;
    const parameter = own?.parameters.find((at) => ts.isParameterPropertyDeclaration(at, own) && isNew(at));
    if (own !== undefined && parameter !== undefined) {
      const fields = waitingFields(own.parent, [], readsOf(own.parent, parameter.name.getText()));
      found.push(...fields.map((field) => ({ field, parameter })));
    }
    ts.forEachChild(node, visit);
  };
  if (source !== undefined) visit(source);
  return found;
}

function readsOf(owner: ts.ClassLikeDeclaration, name: string): readonly ts.Node[] {
  const reads: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword && node.name.text === name) reads.push(node);
    ts.forEachChild(node, visit);
  };
  visit(owner);
  return reads;
}
