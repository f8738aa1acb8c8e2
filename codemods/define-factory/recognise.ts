/** Finds the definition behind an accessor's name and says which shape it has. */
import { ts } from '@ts-morph/common';
import type { Shape } from '../../src/analysis/report.js';
import type { TypeOracle } from '../oracle/oracle.js';
import { forEachDescendant, hasModifier, isStatic, unwrap } from '../thread-context/syntax.js';
import type { Making, Singleton } from './singleton.js';

/** Every definition of this name in the program; more than one means that the name alone does not say which. */
export function findSingletons(oracle: TypeOracle, accessor: string): readonly Singleton[] {
  const [owner = accessor, member] = accessor.split('.');
  // A nameless export goes by its class, so the file may hold the class's name only.
  const files = new Set([...oracle.filesNaming(owner), ...oracle.filesNaming(owner.replace(/^./, (letter) => letter.toUpperCase()))]);
  return [...files].flatMap((file) => {
    const source = oracle.source(file);
    if (source === undefined) return [];
    return source.statements.flatMap((statement) => (member === undefined ? named(oracle, statement, accessor) : ofClass(oracle, statement, owner, member)));
  });
}

function named(oracle: TypeOracle, statement: ts.Statement, accessor: string): readonly Singleton[] {
  if (ts.isFunctionDeclaration(statement) && statement.name?.text === accessor) return fromFunction(oracle, statement, statement, accessor);
  if (ts.isVariableStatement(statement)) {
    const [declaration, ...others] = statement.declarationList.declarations;
    if (declaration === undefined || others.length > 0 || declaration.name.getText() !== accessor || declaration.initializer === undefined) return [];
    return fromConstant(oracle, statement, unwrap(declaration.initializer), accessor);
  }
  if (ts.isClassDeclaration(statement) && statement.name?.text === accessor) return [...fromContainer(statement, accessor), ...fromConstructor(statement, accessor)];
  const nameless = namelessExport(statement);
  return nameless !== undefined && isNamedAfter(nameless, accessor) ? [{ ...makingOf(oracle, nameless), kind: 'instance', shape: 'eager-export', accessor, declaration: statement as ts.ExportAssignment | ts.ExpressionStatement }] : [];
}

/** `export default new X()`, `module.exports = new X()`. */
function namelessExport(statement: ts.Statement): ts.NewExpression | undefined {
  const value = ts.isExportAssignment(statement) ? statement.expression : ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression) && statement.expression.left.getText() === 'module.exports' ? statement.expression.right : undefined;
  return value !== undefined && ts.isNewExpression(unwrap(value)) ? (unwrap(value) as ts.NewExpression) : undefined;
}

/** Importers choose the name of such an export; here it goes by its class: `agentFactory` or `AgentFactory`. */
const isNamedAfter = ({ expression }: ts.NewExpression, accessor: string): boolean => expression.getText().toLowerCase() === accessor.toLowerCase();

/** `@Injectable()`: without a scope the container makes one for everybody. */
function fromContainer(owner: ts.ClassDeclaration, accessor: string): readonly Singleton[] {
  const decorator = ts.getDecorators(owner)?.find(({ expression }) => ts.isCallExpression(expression) && expression.expression.getText() === 'Injectable');
  if (decorator === undefined || !ts.isCallExpression(decorator.expression)) return [];
  return [{ expression: undefined, isAsync: false, class: owner, kind: 'container', shape: 'container-singleton', accessor, owner, declaration: decorator.expression }];
}

function fromConstant(oracle: TypeOracle, statement: ts.VariableStatement, value: ts.Expression, accessor: string): readonly Singleton[] {
  if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return fromFunction(oracle, statement, value, accessor);
  if (ts.isCallExpression(value)) {
    const [first] = value.arguments;
    const made = first !== undefined && (ts.isArrowFunction(first) || ts.isFunctionExpression(first)) ? findMaking(oracle, first) : undefined;
    if (made !== undefined && MEMO.test(value.expression.getText())) return [{ ...made, kind: 'function', shape: 'memoised', accessor, declaration: statement }];
    // `once(makePlanner)`: what the named function makes.
    if (first !== undefined && ts.isIdentifier(first) && MEMO.test(value.expression.getText())) return [{ expression: first, class: undefined, isAsync: false, kind: 'function', shape: 'memoised', accessor, declaration: statement }];
    const closure = unwrap(value.expression);
    const immediate = ts.isArrowFunction(closure) || ts.isFunctionExpression(closure) ? findMaking(oracle, closure) : undefined;
    if (immediate !== undefined && returnsFunction(closure)) return [{ ...immediate, kind: 'function', shape: 'closure-singleton', accessor, declaration: statement }];
  }
  const shape = shapeOfValue(value);
  // A collection that only its own module's functions know is part of that module's state.
  if (shape === 'module-collection' && !hasModifier(statement, ts.SyntaxKind.ExportKeyword)) return [];
  return shape === undefined ? [] : [{ ...makingOf(oracle, creationIn(value)), kind: 'instance', shape, accessor, declaration: statement }];
}

const MEMO = /(^|\.)(once|memoize|memo|lazy|singleton|cache)$/i;

function shapeOfValue(value: ts.Expression): Shape | undefined {
  if (ts.isObjectLiteralExpression(value)) return 'object-singleton';
  if (ts.isArrayLiteralExpression(value)) return 'module-collection';
  if (ts.isCallExpression(value)) return value.expression.getText() === 'require' ? undefined : 'closure-singleton';
  if (ts.isBinaryExpression(value) && /^(\?\?|\|\|)$/.test(value.operatorToken.getText()) && ts.isPropertyAccessExpression(unwrap(value.left))) return 'global-slot';
  if (!ts.isNewExpression(value)) return undefined;
  if (value.expression.getText() === 'Proxy') return 'proxy-lazy';
  return /^(Map|Set|Array|WeakMap|WeakSet)$/.test(value.expression.getText()) ? 'module-collection' : 'eager-export';
}

/** The making inside a guard or a proxy: `globalThis.x ?? new X()`, `new Proxy({}, { get: … new X() … })`. */
function creationIn(value: ts.Expression): ts.Expression {
  if (ts.isBinaryExpression(value)) return unwrap(value.right);
  if (!ts.isNewExpression(value) || value.expression.getText() !== 'Proxy') return value;
  let found: ts.Expression = value;
  for (const argument of value.arguments ?? []) {
    forEachDescendant(argument, (node) => {
      if (found === value && ts.isNewExpression(node)) found = node;
      return undefined;
    });
  }
  return found;
}

function fromFunction(oracle: TypeOracle, declaration: ts.FunctionDeclaration | ts.VariableStatement, fn: ts.SignatureDeclaration & { readonly body?: ts.Node | undefined }, accessor: string): readonly Singleton[] {
  if (fn.body === undefined) return [];
  const made = findMaking(oracle, fn);
  const making = made !== undefined && isKept(fn, made.expression) ? made : madeBefore(oracle, fn);
  if (making === undefined) return [];
  const isAsync = hasModifier(fn, ts.SyntaxKind.AsyncKeyword) || making.isAsync;
  return [{ ...making, isAsync, kind: 'function', shape: isAsync ? 'async-lazy-getter' : 'lazy-getter', accessor, declaration }];
}

function ofClass(oracle: TypeOracle, statement: ts.Statement, name: string, member: string): readonly Singleton[] {
  if (!ts.isClassDeclaration(statement) || statement.name?.text !== name) return [];
  return statement.members.flatMap((declaration): Singleton[] => {
    if (!isStatic(declaration) || declaration.name?.getText() !== member) return [];
    const isHandedOut = ts.isMethodDeclaration(declaration) || ts.isGetAccessorDeclaration(declaration) || ts.isPropertyDeclaration(declaration);
    const made = isHandedOut ? findMaking(oracle, declaration) : undefined;
    const making = made !== undefined && (ts.isPropertyDeclaration(declaration) || isKept(declaration, made.expression)) ? made : madeBefore(oracle, declaration);
    return making === undefined || !isHandedOut ? [] : [{ ...making, kind: 'static', shape: 'static-accessor', accessor: `${name}.${member}`, declaration, owner: statement }];
  });
}

/** `constructor() { if (X.instance) return X.instance; … }`. */
function fromConstructor(owner: ts.ClassDeclaration, accessor: string): readonly Singleton[] {
  const declaration = owner.members.find(ts.isConstructorDeclaration);
  let returnsShared = false;
  if (declaration?.body !== undefined) {
    forEachDescendant(declaration.body, (node) => {
      if (ts.isReturnStatement(node) && node.expression !== undefined) returnsShared = true;
      return !ts.isFunctionLike(node);
    });
  }
  if (declaration === undefined || !returnsShared) return [];
  return [{ expression: undefined, isAsync: false, class: owner, kind: 'constructor', shape: 'constructor-singleton', accessor, owner, declaration }];
}

/** The first thing made inside that a slot keeps or the function returns: `new X()`, an object literal, an awaited call. */
function findMaking(oracle: TypeOracle, scope: ts.Node): Making | undefined {
  let found: Making | undefined;
  const consider = (value: ts.Expression | undefined): void => {
    if (found !== undefined || value === undefined) return;
    const inner = unwrap(value);
    const made = ts.isAwaitExpression(inner) ? unwrap(inner.expression) : inner;
    if (ts.isBinaryExpression(made) && /^(=|\?\?=|\|\|=|\?\?|\|\|)$/.test(made.operatorToken.getText())) consider(made.right);
    else if (ts.isConditionalExpression(made)) { consider(made.whenTrue); consider(made.whenFalse); }
    else if (ts.isNewExpression(made) || ts.isObjectLiteralExpression(made) || (ts.isCallExpression(made) && !isPlainRead(made))) found = { ...makingOf(oracle, made), isAsync: made !== inner };
  };
  forEachDescendant(scope, (node) => {
    if (ts.isBinaryExpression(node) && /^(=|\?\?=|\|\|=)$/.test(node.operatorToken.getText())) consider(node.right);
    else if (ts.isReturnStatement(node)) consider(node.expression);
    else if (ts.isPropertyDeclaration(node)) consider(node.initializer);
    return undefined;
  });
  const initializer = ts.isPropertyDeclaration(scope) ? scope.initializer : undefined;
  const body = ts.isArrowFunction(scope) && !ts.isBlock(scope.body) ? scope.body : undefined;
  consider(initializer ?? body);
  return found;
}

/** Whether what is made is made once: `??=`, or an assignment that something asks about first. `return new X()` makes one at every call. */
function isKept(fn: ts.Node, making: ts.Expression | undefined): boolean {
  for (let at: ts.Node | undefined = making?.parent; at !== undefined && at !== fn; at = at.parent) {
    if (ts.isConditionalExpression(at)) return true;
    if (!ts.isBinaryExpression(at)) continue;
    if (/^(\?\?=?|\|\|=?)$/.test(at.operatorToken.getText())) return true;
    if (at.operatorToken.kind === ts.SyntaxKind.EqualsToken) return isAskedFor(fn, at.left.getText());
  }
  return false;
}

function isAskedFor(fn: ts.Node, slot: string): boolean {
  let asked = false;
  forEachDescendant(fn, (node) => {
    if (ts.isIfStatement(node)) asked ||= node.expression.getText().includes(slot);
    if (ts.isConditionalExpression(node)) asked ||= node.condition.getText().includes(slot);
    if (ts.isBinaryExpression(node) && /^(\?\?|\|\||&&)$/.test(node.operatorToken.getText())) asked ||= node.left.getText().includes(slot);
    return undefined;
  });
  return asked;
}

/** `const instance = new X(); function getX() { return instance }`, or the same with a static field: made with the module. */
function madeBefore(oracle: TypeOracle, fn: ts.Node): Making | undefined {
  const returned: ts.Expression[] = [];
  if (ts.isArrowFunction(fn) && !ts.isBlock(fn.body)) returned.push(unwrap(fn.body));
  forEachDescendant(fn, (node) => {
    if (ts.isReturnStatement(node) && node.expression !== undefined) returned.push(unwrap(node.expression));
    return !ts.isFunctionLike(node);
  });
  const [value, ...others] = returned;
  if (value === undefined || others.length > 0 || !(ts.isIdentifier(value) || ts.isPropertyAccessExpression(value))) return undefined;
  const kept = oracle.declarations(oracle.symbol(value)).find((at): at is ts.VariableDeclaration | ts.PropertyDeclaration => (ts.isVariableDeclaration(at) && ts.isSourceFile(at.parent.parent.parent)) || (ts.isPropertyDeclaration(at) && isStatic(at)));
  const making = kept?.initializer && unwrap(kept.initializer);
  return making !== undefined && ts.isNewExpression(making) ? makingOf(oracle, making) : undefined;
}

/** A look-up, not a making: `instances.get(key)`. */
const isPlainRead = (call: ts.CallExpression): boolean => /\.(get|has|at|find)$/.test(call.expression.getText());

function makingOf(oracle: TypeOracle, expression: ts.Expression): Making {
  const target = ts.isNewExpression(expression) ? oracle.declarations(oracle.symbol(expression.expression)).find(ts.isClassDeclaration) : undefined;
  return { expression, class: target !== undefined && oracle.isOwn(target) ? target : undefined, isAsync: false };
}

function returnsFunction(closure: ts.Node): boolean {
  let returns = false;
  forEachDescendant(closure, (node) => {
    if (ts.isReturnStatement(node) && node.expression !== undefined) returns ||= ts.isArrowFunction(node.expression) || ts.isFunctionExpression(node.expression);
    return !ts.isFunctionLike(node);
  });
  return returns;
}
