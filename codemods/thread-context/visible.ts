/** Names that a node declares for the code in it: parameters, variables of a block, what a loop goes over. */
import { ts } from '@ts-morph/common';
import { isBodied, parentOf, unwrap, type Bodied } from './syntax.js';

export type Visible = { readonly name: ts.BindingName; readonly type: ts.TypeNode | undefined; readonly loop: ts.Node | undefined; readonly initializer: ts.Expression | undefined; /** Asked of few. */ readonly isStable: () => boolean };

export function visibleIn(node: ts.Node): Visible[] {
  if (isBodied(node)) return node.parameters.filter((at) => !(ts.isIdentifier(at.name) && at.name.text === 'this')).map((at) => ({ name: at.name, type: at.type, loop: undefined, initializer: undefined, isStable: () => !assignedIn(node, at.name) }));
  const statements: readonly ts.Statement[] = ts.isBlock(node) || ts.isSourceFile(node) || ts.isModuleBlock(node) || ts.isCaseOrDefaultClause(node) ? node.statements : [];
  const lists = [...statements.filter(ts.isVariableStatement).map((at) => at.declarationList), ...loopVariables(node)];
  const loop = loopOf(node);
  return lists.flatMap((list) => list.declarations.map((at) => ({ name: at.name, type: at.type, loop, initializer: at.initializer, isStable: () => (list.flags & ts.NodeFlags.Const) !== 0 })));
}

function loopVariables(node: ts.Node): ts.VariableDeclarationList[] {
  const isLoop = ts.isForOfStatement(node) || ts.isForStatement(node) || ts.isForInStatement(node);
  return isLoop && node.initializer !== undefined && ts.isVariableDeclarationList(node.initializer) ? [node.initializer] : [];
}

function loopOf(node: ts.Node): ts.Node | undefined {
  if (ts.isForOfStatement(node)) return node;
  for (let at: ts.Node | undefined = parentOf(node); at !== undefined && !isBodied(at); at = parentOf(at)) if (ts.isForOfStatement(at) || ts.isWhileStatement(at) || ts.isForStatement(at)) return at;
  return undefined;
}

export function boundNames(name: ts.BindingName): string[] {
  return ts.isIdentifier(name) ? [name.text] : name.elements.flatMap((at) => (ts.isBindingElement(at) ? boundNames(at.name) : []));
}

function assignedIn(node: Bodied, name: ts.BindingName): boolean {
  return ts.isIdentifier(name) && new RegExp(`(^|[^.\\w$])${name.text.replaceAll('$', '\\$')}\\s*(\\?\\?|\\|\\||&&)?=[^=>]`).test(node.body?.getText() ?? '');
}

const PLAIN = new Set([ts.SyntaxKind.StringKeyword, ts.SyntaxKind.NumberKeyword, ts.SyntaxKind.BooleanKeyword, ts.SyntaxKind.ArrayType, ts.SyntaxKind.FunctionType, ts.SyntaxKind.LiteralType, ts.SyntaxKind.TupleType, ts.SyntaxKind.VoidKeyword]);

/** Most annotations and initialisers say at a glance that there is no context in them; the checker need not be asked. */
export function cannotHold(type: ts.TypeNode | undefined, initializer: ts.Expression | undefined): boolean {
  if (type !== undefined) return PLAIN.has(type.kind);
  if (initializer === undefined) return false;
  const value = unwrap(initializer);
  return ts.isLiteralExpression(value) || ts.isTemplateExpression(value) || ts.isArrayLiteralExpression(value) || ts.isArrowFunction(value) || ts.isFunctionExpression(value)
    || value.kind === ts.SyntaxKind.TrueKeyword || value.kind === ts.SyntaxKind.FalseKeyword || ts.isPrefixUnaryExpression(value) || ts.isRegularExpressionLiteral(value);
}
