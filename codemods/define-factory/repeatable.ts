import { ts } from '@ts-morph/common';

/** What holds only what is put into it, and opens nothing. */
const PLAIN = /^(Map|Set|WeakMap|WeakSet|Array|Date|RegExp|URL|Error|Intl\.\w+)$/;

/** Values that may be made again at no cost and without effect: literals, empty collections, what others have made. */
export function isRepeatable(value: ts.Expression): boolean {
  if (ts.isNewExpression(value)) return PLAIN.test(value.expression.getText()) && (value.arguments ?? []).every(isRepeatable);
  if (ts.isArrayLiteralExpression(value)) return value.elements.every(isRepeatable);
  if (ts.isObjectLiteralExpression(value)) return value.properties.every((property) => !ts.isSpreadAssignment(property) && (!ts.isPropertyAssignment(property) || isRepeatable(property.initializer)));
  if (ts.isAsExpression(value) || ts.isSatisfiesExpression(value) || ts.isParenthesizedExpression(value) || ts.isPrefixUnaryExpression(value)) return isRepeatable(ts.isPrefixUnaryExpression(value) ? value.operand : value.expression);
  if (ts.isTemplateExpression(value)) return value.templateSpans.every(({ expression }) => isRepeatable(expression));
  if (ts.isBinaryExpression(value)) return isRepeatable(value.left) && isRepeatable(value.right);
  return ts.isLiteralExpression(value) || ts.isIdentifier(value) || ts.isPropertyAccessExpression(value) || ts.isFunctionLike(value) || value.kind === ts.SyntaxKind.NullKeyword || value.kind === ts.SyntaxKind.TrueKeyword || value.kind === ts.SyntaxKind.FalseKeyword;
}
