/** The fields of a class, however they are declared. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { isJavaScript } from '../thread-context/style.js';
import { forEachDescendant, isStatic } from '../thread-context/syntax.js';

/** `private total = 0;`, a parameter property, or in JavaScript `this.total = 0` in the constructor. */
export type FieldDeclaration = ts.PropertyDeclaration | ts.ParameterDeclaration | ts.AssignmentExpression<ts.EqualsToken>;

export function fieldsOf(owner: ts.ClassDeclaration): readonly FieldDeclaration[] {
  const properties = owner.members.filter((member) => ts.isPropertyDeclaration(member)).filter((member) => !isStatic(member) && !isMethodLike(member));
  const constructor = owner.members.find((member): member is ts.ConstructorDeclaration => ts.isConstructorDeclaration(member) && member.body !== undefined);
  const parameters = constructor?.parameters.filter((parameter) => ts.isParameterPropertyDeclaration(parameter, parameter.parent)) ?? [];
  const assigned = constructor?.body?.statements.flatMap((statement) => {
    const target = ts.isExpressionStatement(statement) && isPlainAssignment(statement.expression) ? statement.expression : undefined;
    return target !== undefined && isOwnField(target.left) ? [target] : [];
  }) ?? [];
  // In JavaScript a field may begin anywhere.
  const later = isJavaScript(owner.getSourceFile()) ? owner.members.filter((member) => !isStatic(member)).flatMap(assignedIn) : [];
  // What the constructor sets at once says more than a declaration without a value.
  const isSet = (property: FieldDeclaration): boolean => ts.isPropertyDeclaration(property) && property.initializer === undefined && assigned.some((one) => fieldName(one) === property.name.getText());
  const declared = [...parameters, ...properties.filter((property) => !isSet(property))];
  const names = new Set(declared.map(fieldName));
  const first = [...assigned, ...later].filter((one, index, all) => all.findIndex((other) => fieldName(other) === fieldName(one)) === index);
  return [...declared, ...first.filter((one) => !names.has(fieldName(one)))];
}

function assignedIn(member: ts.Node): readonly ts.AssignmentExpression<ts.EqualsToken>[] {
  const found: ts.AssignmentExpression<ts.EqualsToken>[] = [];
  forEachDescendant(member, (node) => {
    if (isPlainAssignment(node) && isOwnField(node.left)) found.push(node);
    return !ts.isClassLike(node) && !ts.isFunctionExpression(node) && !ts.isFunctionDeclaration(node);
  });
  return found;
}

export const fieldName = (declaration: FieldDeclaration): string => (ts.isBinaryExpression(declaration) ? (declaration.left as ts.PropertyAccessExpression).name.text : declaration.name.getText());

export const isPlainAssignment = (node: ts.Node): node is ts.AssignmentExpression<ts.EqualsToken> => ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;

const isOwnField = (node: ts.Expression): node is ts.PropertyAccessExpression => ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword;

const isMethodLike = ({ initializer }: ts.PropertyDeclaration): boolean => initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));

/** What a class extends: the program's own classes, the nearest first, and what the last of them extends of others. */
export function basesOf(oracle: TypeOracle, owner: ts.ClassDeclaration): { readonly own: readonly ts.ClassDeclaration[]; readonly foreign: ts.Expression | undefined } {
  const heritage = owner.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  if (heritage === undefined) return { own: [], foreign: undefined };
  const base = oracle.declarations(oracle.symbol(heritage.expression)).find(ts.isClassDeclaration);
  if (base === undefined || base === owner || !oracle.isOwn(base)) return { own: [], foreign: heritage.expression };
  const { own, foreign } = basesOf(oracle, base);
  return { own: [base, ...own], foreign };
}

/** Where fields are written by names that are only known at run time: `this[key] = value`, `Object.assign(this, changes)`. */
export function writeByAnyName(owner: ts.ClassDeclaration): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): undefined => {
    if (ts.isBinaryExpression(node) && ts.isElementAccessExpression(node.left) && node.left.expression.kind === ts.SyntaxKind.ThisKeyword && !ts.isLiteralExpression(node.left.argumentExpression) && /=$/.test(node.operatorToken.getText()) && !/^[=!]==?$/.test(node.operatorToken.getText())) found ??= node;
    if (ts.isCallExpression(node) && /^(Object\.assign|Reflect\.set|Object\.definePropert(y|ies))$/.test(node.expression.getText()) && node.arguments[0]?.kind === ts.SyntaxKind.ThisKeyword) found ??= node;
  };
  for (const member of owner.members) if (!ts.isConstructorDeclaration(member) && !isStatic(member)) forEachDescendant(member, visit);
  return found;
}
