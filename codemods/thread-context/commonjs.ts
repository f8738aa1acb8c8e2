/** G7, G8: modules that are required or imported while the program runs. */
import { ts } from '@ts-morph/common';
import type { Accessor } from './accessors.js';
import type { Block, SinkNeed } from './model.js';
import type { Program } from './program.js';
import { isJavaScript } from './style.js';
import { enclosing, forEachDescendant, isBodied, parentOf, unwrap } from './syntax.js';

/** `module.exports = { getA }`, `exports.getA = getA`, `export = { getA }`: handed out under its name, as an export is. */
export function isHandedOut(name: ts.Node): boolean {
  const property = parentOf(name);
  if (property === undefined) return false;
  if (ts.isPropertyAccessExpression(property)) return ts.isBinaryExpression(property.parent) && property.parent.left === property && isExports(property);
  if (ts.isBinaryExpression(property) && property.right === name) return isExports(property.left);
  if (!ts.isShorthandPropertyAssignment(property) && !ts.isPropertyAssignment(property) && !ts.isMethodDeclaration(property)) return false;
  const holder = property.parent.parent;
  return (ts.isBinaryExpression(holder) && holder.right === property.parent && isExports(holder.left)) || (ts.isExportAssignment(holder) && holder.isExportEquals === true);
}

/**
 * `exports.load = async (id) => …`, `Book.prototype.close = function …`, a statement of its own: the left side, which is
 * what TypeScript takes for the declaration.
 */
export function assignedName(value: ts.Node): ts.PropertyAccessExpression | undefined {
  const assignment = parentOf(value);
  if (assignment === undefined || !ts.isBinaryExpression(assignment) || assignment.right !== value || assignment.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const { left } = assignment;
  if (!ts.isPropertyAccessExpression(left) || left.getText() === 'module.exports' || !ts.isExpressionStatement(assignment.parent) || !ts.isSourceFile(assignment.parent.parent)) return undefined;
  return isExports(left) || isAssignedMember(left) ? left : undefined;
}

/** An assignment can declare a member: of a function, and in JavaScript of a constructor's prototype or of an object. */
export function isAssignedMember(left: ts.Node): left is ts.PropertyAccessExpression {
  if (!ts.isPropertyAccessExpression(left) || isExports(left)) return false;
  // Set when the file is bound, which is before anything is asked.
  const { declarations = [] } = (left as { readonly symbol?: ts.Symbol }).symbol ?? {};
  return declarations.length === 1 && declarations[0] === left;
}

/** `this.load` in `exports.loadAll = function …`: `this` is the module's exports there, which the checker does not say. */
export function throughThis(name: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = name;
  if (!ts.isPropertyAccessExpression(parent) || parent.name !== name || parent.expression.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  const owner = enclosing(parent, (at): at is ts.Node => isBodied(at) && !ts.isArrowFunction(at));
  const left = owner && assignedName(owner);
  return left !== undefined && isExports(left) ? checker.getSymbolAtLocation(name.getSourceFile())?.exports?.get(ts.escapeLeadingUnderscores(parent.name.text)) : undefined;
}

/** `service.load` after `let service; try { service = require('./service'); } …`: such a variable is any wherever a function reads it. */
export function throughVariable(name: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = name;
  if (!ts.isPropertyAccessExpression(parent) || parent.name !== name || !ts.isIdentifier(parent.expression) || !isJavaScript(name.getSourceFile())) return undefined;
  const holder = parent.expression;
  const variable = checker.getSymbolAtLocation(holder)?.valueDeclaration;
  if (variable === undefined || !ts.isVariableDeclaration(variable) || variable.initializer !== undefined) return undefined;
  const assigned: ts.Symbol[] = [];
  let isKnown = true;
  forEachDescendant(name.getSourceFile(), (node) => {
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(node.left) && node.left.text === holder.text && checker.getSymbolAtLocation(node.left)?.valueDeclaration === variable) {
      const type = checker.getTypeAtLocation(node.right);
      const member = type.getProperty(parent.name.text);
      if (member !== undefined) assigned.push(member);
      isKnown &&= (type.flags & ts.TypeFlags.Any) === 0;
    }
    return undefined;
  });
  // One that is given to it is any.
  if (!isKnown) return undefined;
  // What stands in for it and takes nothing may be given more.
  const [member, ...others] = assigned.filter((at) => checker.getTypeOfSymbol(at).getCallSignatures().some(({ parameters }) => parameters.length > 0));
  return others.length === 0 ? (member ?? assigned[0]) : undefined;
}

/** Another prototype's member of the same name, where prototypes are made of one another: which of the two a call reaches, no type says. */
export function otherPrototype({ oracle }: Program, left: ts.Node): ts.PropertyAccessExpression | undefined {
  if (!isAssignedMember(left) || !isPrototype(left.expression)) return undefined;
  const others = oracle.filesNaming(left.name.text).flatMap((file) => oracle.identifiers(file, left.name.text).flatMap(({ parent }) => (parent !== left && isAssignedMember(parent) && isPrototype(parent.expression) ? [parent] : [])));
  return others.find((at) => [left, at].some((one) => /\bObject\.create\(|\binherits\(|\bsetPrototypeOf\(|\b__proto__\b/.test(one.getSourceFile().text)));
}

const isPrototype = (holder: ts.Expression): boolean => ts.isPropertyAccessExpression(holder) && holder.name.text === 'prototype';

function isExports(left: ts.Expression): boolean {
  return /^(module\.)?exports(\.[\w$]+)?$/.test(left.getText());
}

/** The name under which JavaScript hands out a function at the top of a module: whoever holds the module untyped calls it by that. */
export function exportedName(declaration: ts.Node): string | undefined {
  const source = declaration.getSourceFile();
  if (!isJavaScript(source) || !/\bexports\b/.test(source.text)) return undefined;
  if (ts.isPropertyAccessExpression(declaration)) return isExports(declaration) ? declaration.name.text : undefined;
  return ts.isFunctionDeclaration(declaration) && ts.isSourceFile(declaration.parent) ? declaration.name?.text : undefined;
}

/** Uses of the accessor's name on a module that was loaded under a computed name: nothing says what they are. */
export function untypedModuleSinks(program: Program, accessor: Accessor): SinkNeed[] {
  const name = accessor.name.split('.').at(-1) ?? accessor.name;
  return program.oracle.filesNaming(name).flatMap((file) =>
    program.oracle.identifiers(file, name).flatMap((node): SinkNeed[] => {
      const block = untypedModule(program, node);
      return block === undefined ? [] : [{ at: node, accessor: accessor.name, needs: [{ at: node, why: '', silent: true, write: () => {}, block }] }];
    }),
  );
}

function untypedModule(program: Program, name: ts.Node): Block | undefined {
  const { parent } = name;
  if (ts.isBindingElement(parent) && (parent.propertyName ?? parent.name) === name) {
    const holder = enclosing(parent, ts.isVariableDeclaration);
    return holder?.name === parent.parent ? loadedBy(program, holder.initializer) : undefined;
  }
  if (!ts.isPropertyAccessExpression(parent) || parent.name !== name) return undefined;
  const module = unwrap(parent.expression);
  const direct = loadedBy(program, module);
  if (direct !== undefined || !ts.isIdentifier(module)) return direct;
  const [declaration] = program.references.declarations(module);
  return declaration !== undefined && ts.isVariableDeclaration(declaration) ? loadedBy(program, declaration.initializer) : undefined;
}

/** `require(path)` and `await import(path)`, when the path is not a literal and the module therefore any. */
function loadedBy(program: Program, expression: ts.Expression | undefined): Block | undefined {
  if (expression === undefined) return undefined;
  let value = unwrap(expression);
  if (ts.isAwaitExpression(value)) value = unwrap(value.expression);
  if (!ts.isCallExpression(value) || (program.oracle.type(expression).flags & ts.TypeFlags.Any) === 0) return undefined;
  const [path] = value.arguments;
  const shown = path?.getText() ?? '';
  if (value.expression.kind === ts.SyntaxKind.ImportKeyword) return { code: 'DYNAMIC_IMPORT', at: value, message: path !== undefined && ts.isStringLiteralLike(path) ? `The module ${shown} is not found, or has no types, so it is not known what is called.` : `The module is imported under a computed name, ${shown}, so it is not known what is called.` };
  return /^(require|module\.require|import\.meta\.require)$/.test(value.expression.getText()) ? { code: 'UNTYPED_REQUIRE', at: value, message: `The module ${shown} is required without its types, so what is called is not checked.` } : undefined;
}
