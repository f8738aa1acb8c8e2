/**
 * Where an object goes. TypeScript asks for no `implements`: an object of one type is handed to a slot of another, and from
 * then on is called through members that nothing in its own declaration names. Or it goes where its type is lost.
 */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import type { Program } from './program.js';
import { enclosing, forEachDescendant, isBodied, isClosure, isWrapper, nameTextOf, unwrap, wrapped } from './syntax.js';

/** One member seen under two declarations, because an object of the first type stands in a slot of the second. */
export type MemberFlow = { readonly from: readonly ts.Declaration[]; readonly to: readonly ts.Declaration[] };

/** The expressions in these statements whose member of this name is called through another declaration from there on. */
export function memberFlows(oracle: TypeOracle, name: string, statements: Iterable<ts.Statement>): MemberFlow[] {
  const found: MemberFlow[] = [];
  for (const expression of handedOn(oracle, statements)) {
    // Its own type first: what most expressions are is known at once, what is expected of them only once a call is resolved.
    if (ts.isObjectLiteralExpression(expression) && !mayHold(expression, name)) continue;
    const from = membersNamed(oracle, oracle.type(expression), name);
    const slot = from.length === 0 ? undefined : knownSlot(oracle, expression);
    const to = slot === undefined ? [] : membersNamed(oracle, slot, name);
    if (to.length > 0 && !from.some((at) => to.includes(at))) found.push({ from, to });
  }
  return found;
}

function mayHold(literal: ts.ObjectLiteralExpression, name: string): boolean {
  return literal.properties.some((at) => at.name === undefined || ts.isComputedPropertyName(at.name) || nameTextOf(at) === name);
}

/**
 * The first place at which an object that has one of these members goes where its type is lost.
 * @param orGiven whether it is enough that a package is given the object, whatever type it takes
 */
export function lostObject(oracle: TypeOracle, members: ReadonlySet<ts.Node>, name: string, statements: Iterable<ts.Statement>, orGiven = false): ts.Expression | undefined {
  const holders: Map<ts.Type, boolean> = new Map();
  const isHolder = (type: ts.Type): boolean => {
    const holds = holders.get(type) ?? holdsMember(oracle, type, members, name, 2);
    holders.set(type, holds);
    return holds;
  };
  for (const expression of handedOn(oracle, statements)) {
    // Its own type first, as above, unless it follows from the other, or that stands written.
    if (isTakenAsDeclared(oracle, expression)) continue;
    if (!ts.isObjectLiteralExpression(expression) && !isInitialiser(expression) && !isReturnedAsDeclared(expression) && !isHolder(oracle.type(expression))) continue;
    const slot = knownSlot(oracle, expression);
    if ((slot === undefined || !losesType(slot)) && !(orGiven && isGivenToPackage(oracle, expression))) continue;
    if (isHolder(oracle.type(expression))) return expression;
  }
  return undefined;
}

function isInitialiser(expression: ts.Expression): boolean {
  const { parent } = wrapped(expression);
  return ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isParameter(parent);
}

function isReturnedAsDeclared(expression: ts.Expression): boolean {
  const { parent } = wrapped(expression);
  const fn = ts.isReturnStatement(parent) ? enclosing(parent, isBodied) : ts.isArrowFunction(parent) ? parent : undefined;
  return fn?.type !== undefined;
}

/** `toResult(texts)`, where the one function of that name says for itself what it takes: known without resolving the call. */
function isTakenAsDeclared(oracle: TypeOracle, expression: ts.Expression): boolean {
  const { parent } = expression;
  if (!ts.isCallExpression(parent) || !ts.isIdentifier(parent.expression) || parent.expression === expression || parent.arguments.some(ts.isSpreadElement)) return false;
  const [fn, ...others] = oracle.declarations(oracle.symbol(parent.expression));
  if (fn === undefined || others.length > 0 || !ts.isFunctionDeclaration(fn) || fn.typeParameters !== undefined || !oracle.isOwn(fn)) return false;
  const parameter = fn.parameters.filter(({ name }) => name.getText() !== 'this')[parent.arguments.indexOf(expression)];
  if (parameter?.type === undefined || parameter.dotDotDotToken !== undefined || parameter.questionToken !== undefined) return false;
  return !losesType(oracle.checkerOf(parameter).getTypeFromTypeNode(parameter.type));
}

function isGivenToPackage(oracle: TypeOracle, expression: ts.Expression): boolean {
  const { parent } = wrapped(expression);
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent) || HARMLESS.test(parent.expression.getText())) return false;
  const callee = oracle.checkerOf(parent).getResolvedSignature(parent)?.declaration as ts.Declaration | undefined;
  return callee !== undefined && !oracle.isOwn(callee);
}

/** Calls that look at an object and keep nothing of it. */
const HARMLESS = /^(console\.\w+|JSON\.stringify|(util\.)?(inspect|format)|expect|assert(\.\w+)?|Object\.(keys|values|entries|freeze|getOwnPropertyNames|hasOwn)|structuredClone|log(ger)?\.\w+|String|Boolean)$/;

/** Where an object literal, or the constant that holds it, goes where its type is lost. */
export function lostLiteral(program: Program, literal: ts.Expression): ts.Expression | undefined {
  return holderReads(program, literal).find((read) => {
    const outer = wrapped(read);
    const slot = slotOf(program.oracle, read);
    return slot !== undefined && losesType(slot) && !(ts.isCallExpression(outer.parent) && HARMLESS.test(outer.parent.expression.getText()));
  });
}

/** The literal, the literals around it, and the reads of the constants that hold them. */
export function holderReads(program: Program, literal: ts.Expression): ts.Expression[] {
  const found: Set<ts.Expression> = new Set();
  const waiting: ts.Expression[] = [literal];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    const { parent } = wrapped(next);
    if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent) || ts.isSpreadAssignment(parent)) waiting.push(parent.parent);
    else if (ts.isArrayLiteralExpression(parent)) waiting.push(parent);
    else if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) {
      for (const { name } of program.references.to(new Set([parent]), [parent.name.text])) if (ts.isIdentifier(name) && (isHandedOn(name) || ts.isSpreadAssignment(name.parent))) waiting.push(name);
    }
  }
  return [...found];
}

/** The slot takes whatever comes, so that nobody checks how it is called later. */
export function losesType(type: ts.Type): boolean {
  if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive)) !== 0) return true;
  const symbol = type.getSymbol() as ts.Symbol | undefined;
  if (symbol?.name === 'Function' || symbol?.name === 'Object') return true;
  return (type.flags & ts.TypeFlags.Object) !== 0 && type.getProperties().length === 0 && type.getCallSignatures().length === 0 && type.getConstructSignatures().length === 0
    && type.getStringIndexType() === undefined && type.getNumberIndexType() === undefined;
}

/** The type of the place that an expression is put into; for a part of a literal without one, that of the whole literal. */
export function slotOf(oracle: TypeOracle, expression: ts.Expression): ts.Type | undefined {
  const outer = wrapped(expression);
  for (let at = expression; at !== outer; at = at.parent as ts.Expression) {
    const { parent } = at;
    if (ts.isAsExpression(parent) || ts.isTypeAssertionExpression(parent)) return oracle.checkerOf(parent).getTypeFromTypeNode(parent.type);
  }
  const known = oracle.checkerOf(outer).getContextualType(outer);
  if (known !== undefined) return known;
  const { parent } = outer;
  const literal = ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent) || ts.isSpreadAssignment(parent) ? parent.parent : ts.isArrayLiteralExpression(parent) ? parent : undefined;
  const slot = literal === undefined ? undefined : slotOf(oracle, literal);
  return slot !== undefined && losesType(slot) ? slot : undefined;
}

/** Worked out once per program: every name that is looked at asks again. */
type Known = { readonly expressions: Map<ts.Statement, readonly ts.Expression[]>; readonly slots: Map<ts.Expression, ts.Type | undefined> };
const knownOf: WeakMap<object, Known> = new WeakMap();

function known(oracle: TypeOracle): Known {
  const found = knownOf.get(oracle.knowledge) ?? { expressions: new Map(), slots: new Map() };
  knownOf.set(oracle.knowledge, found);
  return found;
}

function knownSlot(oracle: TypeOracle, expression: ts.Expression): ts.Type | undefined {
  const { slots } = known(oracle);
  if (!slots.has(expression)) slots.set(expression, slotOf(oracle, expression));
  return slots.get(expression);
}

function* handedOn(oracle: TypeOracle, statements: Iterable<ts.Statement>): Generator<ts.Expression> {
  const { expressions } = known(oracle);
  for (const statement of statements) {
    let found = expressions.get(statement);
    if (found === undefined) {
      found = expressionsIn(statement);
      expressions.set(statement, found);
    }
    yield* found;
  }
}

function expressionsIn(statement: ts.Statement): ts.Expression[] {
  const expressions: ts.Expression[] = [];
  forEachDescendant(statement, (node) => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return false;
    if (ts.isExpression(node) && isObject(node) && isHandedOn(node)) expressions.push(node);
    return undefined;
  });
  return expressions;
}

/** Expressions that may stand for an object which somebody else made. */
function isObject(node: ts.Expression): boolean {
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node) || ts.isNewExpression(node)
    || ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.ThisKeyword || ts.isObjectLiteralExpression(node);
}

function isHandedOn(node: ts.Expression): boolean {
  const outer = wrapped(node);
  const { parent } = outer;
  if (isWrapper(outer) && (ts.isAsExpression(outer) || ts.isTypeAssertionExpression(outer))) return true;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression !== outer;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isParameter(parent) || ts.isPropertyAssignment(parent)) return parent.initializer === outer;
  if (ts.isBinaryExpression(parent)) return parent.right === outer && parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
  if (ts.isArrowFunction(parent)) return parent.body === outer;
  return ts.isReturnStatement(parent) || ts.isShorthandPropertyAssignment(parent) || ts.isArrayLiteralExpression(parent) || ts.isConditionalExpression(parent) && parent.condition !== outer || ts.isYieldExpression(parent);
}

function membersNamed(oracle: TypeOracle, type: ts.Type, name: string): readonly ts.Declaration[] {
  const parts = type.isUnion() ? type.types : [type];
  return parts.flatMap((at) => ((at.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0 ? [] : oracle.declarations(at.getProperty(name))));
}

function holdsMember(oracle: TypeOracle, type: ts.Type, members: ReadonlySet<ts.Node>, name: string, depth: number): boolean {
  if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Union | ts.TypeFlags.Intersection)) === 0) return false;
  // Who is given a class makes its objects. What is made may make others without end.
  if (depth >= 0 && type.getConstructSignatures().some((signature) => holdsMember(oracle, signature.getReturnType(), members, name, Math.min(depth, 1) - 1))) return true;
  if (membersNamed(oracle, type, name).some((at) => members.has(at) || isClosureOf(at, members))) return true;
  if (depth <= 0) return false;
  return type.getProperties().some((property) => {
    const at = property.valueDeclaration;
    if (at === undefined || !oracle.isOwn(at)) return false;
    return holdsMember(oracle, oracle.checkerOf(at).getTypeOfSymbolAtLocation(property, at), members, name, depth - 1);
  });
}

/** `readonly recall = (runId) => …`: the member is the arrow, the declaration the field around it. */
function isClosureOf(declaration: ts.Declaration, members: ReadonlySet<ts.Node>): boolean {
  const { initializer } = declaration as { readonly initializer?: ts.Expression };
  const value = initializer === undefined ? undefined : unwrap(initializer);
  return value !== undefined && isClosure(value) && members.has(value);
}
