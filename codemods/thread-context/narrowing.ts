/** A6: whether control flow has excluded undefined before a place. Syntactic, and never more hopeful than the compiler. */
import { ts } from '@ts-morph/common';
import { contains, isBodied, parentOf, unwrap } from './syntax.js';

/** Whether `path` (`userContext`, `options.userContext`) is known to be there at this node. */
export function isNarrowed(path: string, stable: boolean, node: ts.Node): boolean {
  let at = node;
  for (let parent = parentOf(at); parent !== undefined; parent = parentOf(at)) {
    // A variable that is assigned again is not narrowed inside a function that runs later.
    if (isBodied(parent) && !stable) return false;
    if (ts.isIfStatement(parent) && contains(parent.thenStatement, at) && proves(parent.expression, path, true)) return true;
    if (ts.isIfStatement(parent) && parent.elseStatement !== undefined && contains(parent.elseStatement, at) && proves(parent.expression, path, false)) return true;
    if (ts.isConditionalExpression(parent) && contains(parent.whenTrue, at) && proves(parent.condition, path, true)) return true;
    if (ts.isConditionalExpression(parent) && contains(parent.whenFalse, at) && proves(parent.condition, path, false)) return true;
    if (ts.isBinaryExpression(parent) && contains(parent.right, at)) {
      if (parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken && proves(parent.left, path, true)) return true;
      if (parent.operatorToken.kind === ts.SyntaxKind.BarBarToken && proves(parent.left, path, false)) return true;
    }
    if ((ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent)) && guardedBefore(parent.statements, at, path)) return true;
    at = parent;
  }
  return false;
}

/** `if (!userContext) return;`, `userContext ??= …`, `assert(userContext)` in front of the statement. */
function guardedBefore(statements: readonly ts.Statement[], at: ts.Node, path: string): boolean {
  return statements.some((statement) => {
    if (statement.pos >= at.pos) return false;
    if (ts.isIfStatement(statement)) return statement.elseStatement === undefined && leaves(statement.thenStatement) && proves(statement.expression, path, false);
    if (!ts.isExpressionStatement(statement)) return false;
    const { expression } = statement;
    if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.QuestionQuestionEqualsToken) return expression.left.getText() === path;
    return ts.isCallExpression(expression) && /(^|\.)(assert|ok|invariant)$/.test(expression.expression.getText()) && expression.arguments[0] !== undefined && proves(expression.arguments[0], path, true);
  });
}

function leaves(statement: ts.Statement): boolean {
  if (ts.isBlock(statement)) return statement.statements.length > 0 && leaves(statement.statements[statement.statements.length - 1] ?? statement.statements[0] ?? statement);
  return ts.isReturnStatement(statement) || ts.isThrowStatement(statement) || ts.isContinueStatement(statement) || ts.isBreakStatement(statement);
}

/** Whether the condition, being `outcome`, says that the path is neither undefined nor null. */
function proves(condition: ts.Expression, path: string, outcome: boolean): boolean {
  const test = unwrap(condition);
  if (ts.isPrefixUnaryExpression(test) && test.operator === ts.SyntaxKind.ExclamationToken) return proves(test.operand, path, !outcome);
  if (ts.isBinaryExpression(test)) {
    const { operatorToken: { kind }, left, right } = test;
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return outcome && (proves(left, path, true) || proves(right, path, true));
    if (kind === ts.SyntaxKind.BarBarToken) return !outcome && (proves(left, path, false) || proves(right, path, false));
    const equal = kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsToken;
    const unequal = kind === ts.SyntaxKind.ExclamationEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsToken;
    if (!equal && !unequal) return false;
    const other = left.getText() === path ? right : right.getText() === path ? left : undefined;
    return other !== undefined && /^(undefined|null)$/.test(other.getText()) && outcome === unequal;
  }
  return outcome && test.getText() === path;
}
