/** What is wrong at the use of a function that takes the context now, and cannot be seen by the compiler. */
import { ts } from '@ts-morph/common';
import type { Edit } from '../../change/plan.js';
import type { TypeOracle } from '../../oracle/oracle.js';
import { isJavaScript } from '../style.js';

/** The edit that wrote a node of the edited program, if one wrote all of it. */
export type Planned = (node: ts.Node) => Edit | undefined;

const NOT_PASSED = 'is called here without it, or with something in its place that the compiler does not hold against its type.';

/** Undefined when nothing is wrong. */
export function problemAt(oracle: TypeOracle, node: ts.Node, parameter: ts.ParameterDeclaration, planned: Planned): string | undefined {
  const expression = wholeReference(node);
  const { parent } = expression;
  const isPassed = (argument: ts.Expression | undefined): string | undefined => (argument !== undefined && (isContext(oracle, argument, parameter) || isWritten(oracle, argument, planned)) ? undefined : NOT_PASSED);
  const isListPassed = (list: ts.Expression | undefined): string | undefined => (list !== undefined && beginsWithContext(oracle, list, parameter) ? undefined : NOT_PASSED);
  if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === expression) return isPassed(parent.arguments?.[0]);
  if (ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent)) {
    const given = parent.parent.arguments[1];
    if (parent.name.text === 'call') return isPassed(given);
    if (parent.name.text === 'apply') return isListPassed(given);
    // Without arguments of its own, what is bound is called elsewhere.
    return parent.name.text === 'bind' && given !== undefined ? isPassed(given) : undefined;
  }
  // `() => load` in the place of `() => load(userContext)`, and a getter that became a method but is read as before.
  if (ts.isArrowFunction(parent) && planned(parent.equalsGreaterThanToken) !== undefined) return 'is not called in the closure that was made to call it.';
  if (ts.isTemplateSpan(parent) || ts.isAwaitExpression(parent) || isSum(parent)) return 'stands here as a value where its result is meant.';
  if (!isHandedOn(expression)) return undefined;
  if (ts.isCallExpression(parent) && parent.expression.getText() === 'Reflect.apply') return isListPassed(parent.arguments[2]);
  const slot = oracle.checkerOf(node).getContextualType(expression as ts.Expression);
  const expected = slot?.getNonNullableType().getCallSignatures()[0]?.parameters[0];
  return expected !== undefined && isAnyParameter(oracle.checkerOf(node), expected, expression) ? 'is handed on here to be called with something in its place whose type is any.' : undefined;
}

/** `any`, or the first of `...parameters: any[]`. */
function isAnyParameter(checker: ts.TypeChecker, parameter: ts.Symbol, at: ts.Node): boolean {
  const type = checker.getTypeOfSymbolAtLocation(parameter, at);
  const [element] = checker.isArrayType(type) && parameter.valueDeclaration && ts.isParameter(parameter.valueDeclaration) && parameter.valueDeclaration.dotDotDotToken ? checker.getTypeArguments(type as ts.TypeReference) : [];
  return ((element ?? type).flags & ts.TypeFlags.Any) !== 0;
}

/** A list of arguments, written out or computed elsewhere. */
function beginsWithContext(oracle: TypeOracle, list: ts.Expression, parameter: ts.ParameterDeclaration): boolean {
  if (ts.isArrayLiteralExpression(list)) {
    const [first] = list.elements;
    return first !== undefined && isContext(oracle, first, parameter);
  }
  const checker = oracle.checkerOf(list);
  const type = oracle.type(list);
  const [first] = checker.isArrayType(type) || checker.isTupleType(type) ? checker.getTypeArguments(type as ts.TypeReference) : [];
  return first !== undefined && (first.flags & ts.TypeFlags.Any) === 0 && checker.isTypeAssignableTo(first, oracle.type(parameter));
}

/** From `load` to `this.agents.load`, brackets and assertions included. */
function wholeReference(node: ts.Node): ts.Node {
  let at = node;
  for (;;) {
    const { parent } = at;
    const isMember = (ts.isPropertyAccessExpression(parent) && parent.name === at) || (ts.isElementAccessExpression(parent) && parent.argumentExpression === at);
    if (isMember || ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) at = parent;
    else return at;
  }
}

function isContext(oracle: TypeOracle, argument: ts.Expression, parameter: ts.ParameterDeclaration): boolean {
  if (ts.isSpreadElement(argument)) return true;
  const [type, wanted] = [oracle.type(argument), oracle.type(parameter)];
  // A parameter without a type takes anything.
  return ((type.flags | wanted.flags) & ts.TypeFlags.Any) === 0 && oracle.checkerOf(argument).isTypeAssignableTo(type, wanted);
}

/** In JavaScript that nothing checks, what an edit passes, or the parameter or field that it wrote, is the context, although its type is any. */
function isWritten(oracle: TypeOracle, argument: ts.Expression, planned: Planned): boolean {
  if (!isJavaScript(argument.getSourceFile())) return false;
  const name = ts.isPropertyAccessExpression(argument) ? argument.name : argument;
  return planned(argument) !== undefined || ts.isIdentifier(name) && oracle.declarations(oracle.symbol(name)).some((at) => planned(at) !== undefined);
}

function isSum(node: ts.Node): boolean {
  return ts.isBinaryExpression(node) && (node.operatorToken.kind === ts.SyntaxKind.PlusToken || node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken);
}

function isHandedOn(expression: ts.Node): boolean {
  const { parent } = expression;
  return (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== expression;
}
