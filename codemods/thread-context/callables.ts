/** Which function a declaration declares, which declaration names a function, and what both are called. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { assignedName, isAssignedMember } from './commonjs.js';
import { isCallable, isClosure, parentOf, unwrap, type Callable } from './syntax.js';

/** The declarations of a type's call signatures: the function type node behind `Reader`, the arrow behind an inferred type. */
export function signatureDeclarations(oracle: TypeOracle, type: ts.Type): readonly ts.Declaration[] {
  const types = type.isUnion() ? type.types : [type];
  return types.flatMap((at) => at.getCallSignatures().flatMap((signature) => {
    const { declaration } = signature as { readonly declaration?: ts.SignatureDeclaration };
    return declaration === undefined ? [] : oracle.declarations({ declarations: [declaration] } as unknown as ts.Symbol);
  }));
}

/** The function that a declaration declares, if it declares one: the arrow of `const load = …`, a method, a slot's function type. */
export function callableOf(declaration: ts.Node): Callable | undefined {
  if (isCallable(declaration)) return declaration;
  if (ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration) || ts.isPropertyAssignment(declaration)) {
    const { initializer } = declaration;
    const value = initializer === undefined ? undefined : unwrap(initializer);
    if (value !== undefined && isClosure(value)) return value;
    return ts.isPropertyAssignment(declaration) || declaration.type === undefined ? undefined : functionType(declaration.type);
  }
  if ((ts.isPropertySignature(declaration) || ts.isParameter(declaration)) && declaration.type !== undefined) return functionType(declaration.type);
  if (ts.isTypeAliasDeclaration(declaration)) return functionType(declaration.type);
  if (ts.isExportAssignment(declaration)) {
    const value = unwrap(declaration.expression);
    return isClosure(value) ? value : undefined;
  }
  const assignment = parentOf(declaration);
  if (assignment !== undefined && ts.isBinaryExpression(assignment) && isClosure(assignment.right) && assignedName(assignment.right) === declaration) return assignment.right;
  return undefined;
}

/** A function type as written, through brackets and `| undefined`. */
function functionType(type: ts.TypeNode): ts.FunctionTypeNode | undefined {
  if (ts.isFunctionTypeNode(type)) return type;
  if (ts.isParenthesizedTypeNode(type)) return functionType(type.type);
  if (ts.isUnionTypeNode(type)) return type.types.map(functionType).find((at) => at !== undefined);
  return undefined;
}

/** The declaration that gives a function its name: the property of an arrow, the variable of a function expression. */
export function declarationOf(node: ts.Node): ts.Node {
  if (ts.isFunctionTypeNode(node)) {
    const slot = slotOf(node);
    return slot ?? node;
  }
  if (!isClosure(node)) return node;
  let at: ts.Node = node;
  while (ts.isParenthesizedExpression(at.parent) || ts.isAsExpression(at.parent) || ts.isSatisfiesExpression(at.parent)) at = at.parent;
  const { parent } = at;
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent) || ts.isExportAssignment(parent) ? parent : assignedName(at) ?? node;
}

/** The member, parameter or alias whose type this function type is. */
function slotOf(node: ts.FunctionTypeNode): ts.Node | undefined {
  let at: ts.Node = node;
  while (ts.isParenthesizedTypeNode(at.parent) || ts.isUnionTypeNode(at.parent)) at = at.parent;
  const { parent } = at;
  return ts.isPropertySignature(parent) || ts.isParameter(parent) || ts.isTypeAliasDeclaration(parent) || ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) ? parent : undefined;
}

/** The name of a class, interface or object member; undefined for anything else. */
export function memberName(node: ts.Node): string | undefined {
  const declaration = declarationOf(node);
  if (isAssignedMember(declaration)) return declaration.name.text;
  const parent = parentOf(declaration);
  if (parent === undefined || !(ts.isClassLike(parent) || ts.isInterfaceDeclaration(parent) || ts.isTypeLiteralNode(parent) || ts.isObjectLiteralExpression(parent))) return undefined;
  const name = (declaration as { readonly name?: ts.PropertyName }).name;
  if (name === undefined) return undefined;
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isPrivateIdentifier(name) ? name.text : undefined;
}
