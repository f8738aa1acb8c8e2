/** E15: an accessor of which nothing is a user's is right as it is. */
import { ts } from '@ts-morph/common';
import { UserError } from '../../src/project/user-error.js';
import type { Accessor } from './accessors.js';
import type { Program } from './program.js';
import { forEachDescendant, isStatic } from './syntax.js';

/** Why the accessor is left alone; undefined when there is a factory that takes a context. */
export function sharedByDesign(program: Program, accessor: Accessor): string | undefined {
  const { oracle } = program;
  const { factory } = accessor;
  const packaged = oracle.source(factory.home) === undefined;
  const takesContext = factory.declaration !== undefined && oracle.type(factory.declaration).getCallSignatures().some((signature) => signature.parameters.length > 0);
  if (takesContext || (factory.declaration === undefined && packaged && isOfRuntime(program, accessor))) return undefined;
  const state = mutableState(program, accessor);
  if (state === undefined) return `${accessor.name} serves everybody and its object keeps nothing of a request.`;
  throw new UserError(`There is no ${factory.name}(${program.context.name}) beside ${accessor.name}: define the per-request factory first (its object changes in ${state}).`);
}

/** The runtime's own factory, named in the configuration or by default. */
function isOfRuntime(program: Program, accessor: Accessor): boolean {
  return program.request.configuration.accessors.some((known) => known.legacy === accessor.name && known.factory === accessor.factory.name);
}

/** A place where the object's own state is written after its construction. */
function mutableState(program: Program, accessor: Accessor): string | undefined {
  const { oracle } = program;
  for (const declaration of accessor.declarations) {
    const [signature] = oracle.type(declaration).getCallSignatures();
    const type = signature?.getReturnType() ?? oracle.type(declaration);
    for (const owner of oracle.declarations(type.getSymbol())) {
      if (!ts.isClassLike(owner)) continue;
      for (const member of owner.members) {
        if (!ts.isMethodDeclaration(member) && !ts.isSetAccessorDeclaration(member) || isStatic(member)) continue;
        if (writesThis(member)) return `${owner.name?.text ?? 'its class'}.${member.name.getText()}`;
      }
    }
  }
  return undefined;
}

const MUTATORS = /^(set|add|push|unshift|splice|delete|clear|append)$/;

function writesThis(member: ts.Node): boolean {
  let found = false;
  forEachDescendant(member, (node) => {
    if (ts.isBinaryExpression(node) && node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && node.operatorToken.kind <= ts.SyntaxKind.LastAssignment && /^this[.[]/.test(node.left.getText())) found = true;
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && MUTATORS.test(node.expression.name.text) && node.expression.expression.getText().startsWith('this.')) found = true;
    return undefined;
  });
  return found;
}
