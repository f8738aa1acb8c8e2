/** E15: an accessor of which nothing is a user's is right as it is. */
import { ts } from '@ts-morph/common';
import { UserError } from '../../src/project/user-error.js';
import type { Accessor } from './accessors.js';
import type { Program } from './program.js';
import { forEachDescendant, isAssignment, isStatic } from './syntax.js';

/** Why the accessor is left alone; undefined when there is a factory that takes a context. */
export function sharedByDesign(program: Program, accessor: Accessor): string | undefined {
  const { oracle } = program;
  const { factory } = accessor;
  const packaged = oracle.source(factory.home) === undefined;
  const takesContext = factory.declaration !== undefined && oracle.type(factory.declaration).getCallSignatures().some((signature) => isContextFirst(program, signature, factory.declaration));
  if (takesContext || (factory.declaration === undefined && packaged && isOfRuntime(program, accessor))) return undefined;
  const state = userState(program, accessor);
  if (state === undefined) return `${accessor.name} serves everybody and its object keeps nothing of a request.`;
  throw new UserError(`There is no ${factory.name}(${program.context.name}) beside ${accessor.name}: define the per-request factory first (its object holds what is a user's: ${state}).`);
}

/** The runtime's own factory, named in the configuration or by default. */
function isOfRuntime(program: Program, accessor: Accessor): boolean {
  return program.request.configuration.accessors.some((known) => known.legacy === accessor.name && known.factory === accessor.factory.name);
}

function isContextFirst(program: Program, signature: ts.Signature, at: ts.Node | undefined): boolean {
  const [first] = signature.parameters;
  if (first === undefined || at === undefined) return false;
  const type = program.oracle.checkerOf(at).getTypeOfSymbolAtLocation(first, at);
  return (type.flags & ts.TypeFlags.Any) !== 0 || program.contextType(type) !== undefined;
}

const OF_A_USER = /(^|[a-z_])(users?|sessions?|tenants?|accounts?|principals?|actors?|owners?|customers?|visitors?)(id|name|context|data)?$/i;

/**
 * What the object keeps that may be a user's: a field, or a parameter of a method that changes the object, whose name or type
 * speaks of one. State that is written but speaks of nobody (settings, a pool) is everybody's.
 */
function userState(program: Program, accessor: Accessor): string | undefined {
  const { oracle } = program;
  for (const declaration of accessor.declarations) {
    const [signature] = oracle.type(declaration).getCallSignatures();
    const type = signature?.getReturnType() ?? oracle.type(declaration);
    for (const owner of oracle.declarations(type.getSymbol())) {
      if (!ts.isClassLike(owner)) continue;
      for (const member of owner.members) {
        const named = (node: ts.NamedDeclaration & { readonly type?: ts.TypeNode | undefined }): boolean => OF_A_USER.test(node.name?.getText() ?? '') || OF_A_USER.test(node.type?.getText() ?? '');
        const owned = `${owner.name?.text ?? 'its class'}.${(member as { readonly name?: ts.Node }).name?.getText() ?? 'constructor'}`;
        if (isStatic(member)) continue;
        if (ts.isPropertyDeclaration(member) && named(member)) return owned;
        if ((ts.isMethodDeclaration(member) || ts.isSetAccessorDeclaration(member)) && writesThis(member) && member.parameters.some(named)) return owned;
        if (ts.isConstructorDeclaration(member) && member.parameters.some((parameter) => ts.isParameterPropertyDeclaration(parameter, member) && named(parameter))) return owned;
      }
    }
  }
  return undefined;
}

const MUTATORS = /^(set|add|push|unshift|splice|delete|clear|append)$/;

function writesThis(member: ts.Node): boolean {
  let found = false;
  forEachDescendant(member, (node) => {
    if (isAssignment(node) && /^this[.[]/.test(node.left.getText())) found = true;
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && MUTATORS.test(node.expression.name.text) && node.expression.expression.getText().startsWith('this.')) found = true;
    return undefined;
  });
  return found;
}
