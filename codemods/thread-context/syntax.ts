/** Small questions about syntax that every family asks. */
import { ts } from '@ts-morph/common';

/** Everything that can carry a parameter list: with a body, or only a signature. */
export type Callable = ts.SignatureDeclaration;
export type Bodied = ts.FunctionLikeDeclaration;

export function isCallable(node: ts.Node): node is Callable {
  return ts.isFunctionLike(node) && !ts.isIndexSignatureDeclaration(node) && !ts.isJSDocFunctionType(node);
}

export function isBodied(node: ts.Node): node is Bodied {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

export function isClosure(node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

/** Parentheses, `!`, `as T`, `satisfies T` and `<T>` around an expression: the value is the same. */
export function isWrapper(node: ts.Node): node is ts.ParenthesizedExpression | ts.NonNullExpression | ts.AsExpression | ts.SatisfiesExpression | ts.TypeAssertion {
  return ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isTypeAssertionExpression(node);
}

export function unwrap(node: ts.Expression): ts.Expression {
  let at = node;
  while (isWrapper(at)) at = at.expression;
  return at;
}

/** The outermost wrapper of an expression. */
export function wrapped(node: ts.Expression): ts.Expression {
  let at = node;
  while (isWrapper(at.parent)) at = at.parent;
  return at;
}

/** The whole expression that an identifier names: `agents.load` for its `load`. */
export function referenceExpression(name: ts.Node): ts.Expression | undefined {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent) && parent.name === name) return parent;
  if (ts.isElementAccessExpression(parent) && parent.argumentExpression === name) return parent;
  return ts.isIdentifier(name) ? name : undefined;
}

export function enclosing<T extends ts.Node>(node: ts.Node, test: (at: ts.Node) => at is T): T | undefined {
  for (let at: ts.Node | undefined = node.parent; !isNothing(at); at = at.parent) if (test(at)) return at;
  return undefined;
}

/** A source file's parent is undefined, whatever its type says. */
/** `=`, `+=`, `??=` and their like. */
export function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && node.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
}

export function isNothing(node: ts.Node | undefined): node is undefined {
  return node === undefined;
}

export function parentOf(node: ts.Node): ts.Node | undefined {
  return node.parent as ts.Node | undefined;
}

export function contains(outer: ts.Node, inner: ts.Node): boolean {
  return outer.getSourceFile() === inner.getSourceFile() && outer.pos <= inner.pos && inner.end <= outer.end;
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) === true;
}

export const isStatic = (node: ts.Node): boolean => hasModifier(node, ts.SyntaxKind.StaticKeyword);

/** The statement that contains the node, or the class member, whichever is nearer. */
export function statementOf(node: ts.Node): ts.Node {
  let at = node;
  for (let parent = parentOf(at); parent !== undefined && !ts.isSourceFile(parent); parent = parentOf(at)) {
    if (ts.isStatement(at) && !ts.isBlock(at)) return at;
    if (ts.isClassElement(at) && ts.isClassLike(parent)) return at;
    at = parent;
  }
  return at;
}

/** The name a person would use for the function: its own, its variable's, its property's. */
export function nameOf(node: ts.Node): string {
  const named = (node as { readonly name?: ts.Node }).name;
  if (named !== undefined) return named.getText();
  if (ts.isConstructorDeclaration(node)) return `new ${node.parent.name?.text ?? 'class'}`;
  const parent = parentOf(node);
  if (parent !== undefined && (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent))) return parent.name.getText();
  if (parent !== undefined && ts.isExportAssignment(parent)) return 'default';
  if (parent !== undefined && ts.isBinaryExpression(parent) && parent.right === node && ts.isPropertyAccessExpression(parent.left)) return parent.left.name.text;
  return 'a function';
}

export function lineOf(node: ts.Node): number {
  const source = node.getSourceFile();
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

export function forEachDescendant(node: ts.Node, visit: (at: ts.Node) => boolean | undefined): void {
  const descend = (child: ts.Node): void => {
    if (visit(child) !== false) ts.forEachChild(child, descend);
  };
  ts.forEachChild(node, descend);
}

/** Whether a function's own `this` is read in it: by an arrow function too, but not by what has a `this` of its own. */
export function readsThis(fn: Bodied): boolean {
  let found = false;
  if (fn.body !== undefined) forEachDescendant(fn.body, (at) => {
    found ||= at.kind === ts.SyntaxKind.ThisKeyword;
    return !found && !ts.isClassLike(at) && (!isBodied(at) || ts.isArrowFunction(at));
  });
  return found;
}

/** The nearest function, class field initialiser or static block around a node, seen from where the node is evaluated. */
export type Owner =
  | { readonly kind: 'function'; readonly node: Bodied }
  | { readonly kind: 'field'; readonly node: ts.PropertyDeclaration; readonly owner: ts.ClassLikeDeclaration };

/** Who evaluates the code at this node; undefined at module top level. Decorators, heritage, computed names and statics run with the class. */
export function ownerOf(node: ts.Node): Owner | undefined {
  let at = node;
  for (let parent = parentOf(at); parent !== undefined; parent = parentOf(at)) {
    if (ts.isDecorator(at)) {
      at = enclosing(at, ts.isClassLike) ?? at;
      continue;
    }
    if (ts.isHeritageClause(at) || (ts.isComputedPropertyName(at) && ts.isClassElement(parent))) {
      at = ts.isHeritageClause(at) ? parent : parent.parent;
      continue;
    }
    if (isBodied(parent)) return { kind: 'function', node: parent };
    if (ts.isPropertyDeclaration(parent) && ts.isClassLike(parent.parent) && !isStatic(parent)) return { kind: 'field', node: parent, owner: parent.parent };
    at = parent;
  }
  return undefined;
}

/** The name of a declaration where it is a plain word. */
export function nameTextOf(declaration: ts.Node): string | undefined {
  const { name } = declaration as { readonly name?: ts.Node };
  if (name === undefined) return undefined;
  return ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
}
