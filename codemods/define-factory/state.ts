/** Where a singleton keeps its state, whatever it is: a class of the program, an object literal, a collection, the locals of a function. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { contains, forEachDescendant, isBodied, isClosure, unwrap } from '../thread-context/syntax.js';
import { besideOf } from './beside.js';
import { knowingInstance } from './known-instance.js';
import { COLLECTIONS, divide, judgeMade, partition, unseen, type Slot, type StateAnswers } from './partition.js';
import type { Singleton } from './singleton.js';
import { usesOf } from './uses.js';
import type { SlotAt } from './writes.js';

export function stateOf(program: TypeOracle, singleton: Singleton, answers: StateAnswers): readonly Slot[] {
  const oracle = knowingInstance(program, singleton);
  return [...ownStateOf(oracle, singleton, answers), ...besideOf(oracle, singleton, answers)];
}

function ownStateOf(oracle: TypeOracle, singleton: Singleton, answers: StateAnswers): readonly Slot[] {
  const { class: owner, expression, accessor } = singleton;
  if (owner !== undefined) return partition(oracle, owner, answers).map((slot) => withGiven(oracle, slot, expression, answers));
  if (expression === undefined) return [];
  const made = unwrap(expression);
  if (ts.isObjectLiteralExpression(made)) return ofObject(oracle, singleton, made, answers);
  if (ts.isArrayLiteralExpression(made) || (ts.isNewExpression(made) && COLLECTIONS.test(made.expression.getText()))) {
    const at: SlotAt = (node) => (isInstance(oracle, singleton, node) ? accessor : undefined);
    return divide<Slot['declaration']>(oracle, [{ name: accessor, field: accessor, declaration: made, at, uses: usesOf(oracle, oracle.filesNaming(accessor), at) }], answers);
  }
  const callee = ts.isCallExpression(made) ? unwrap(made.expression) : made;
  const maker = isClosure(callee) ? callee : oracle.declarations(oracle.symbol(callee)).map(bodyOf).find((fn) => fn !== undefined && oracle.isOwn(fn));
  if (maker !== undefined) return ofMaker(oracle, singleton, maker, answers);
  return [unseen(accessor, made, madeBy(made.getText()), answers)];
}

const madeBy = (text: string): string => `is made by ${/^\w/.test(text) ? `\`${(text.split('(')[0] ?? '').slice(0, 60)}\`` : 'a function in its place'}, which does not say what it keeps`;

/** What the constructor is given may itself keep what callers hand in. */
function withGiven(oracle: TypeOracle, slot: Slot, making: ts.Expression | undefined, answers: StateAnswers): Slot {
  const { declaration, name } = slot;
  if (!ts.isParameter(declaration) || making === undefined || !ts.isNewExpression(making) || answers[name] !== undefined) return slot;
  const given = making.arguments?.[declaration.parent.parameters.indexOf(declaration)];
  const judged = given && judgeMade(oracle, given);
  return judged === undefined || judged.kind === 'constant' || judged.kind === 'process' ? slot : { ...slot, ...judged };
}

/** The object's own methods say `this.x`, everybody else `accessor.x`. */
function ofObject(oracle: TypeOracle, singleton: Singleton, made: ts.ObjectLiteralExpression, answers: StateAnswers): readonly Slot[] {
  const { accessor } = singleton;
  const byAnyName: SlotAt = (node) => {
    const isAssigned = ts.isIdentifier(node) && ts.isCallExpression(node.parent) && node.parent.expression.getText() === 'Object.assign' && node.parent.arguments[0] === node;
    const whole = isAssigned ? node : ts.isElementAccessExpression(node) && !ts.isStringLiteralLike(node.argumentExpression) ? node.expression : undefined;
    return whole !== undefined && ((whole.kind === ts.SyntaxKind.ThisKeyword && contains(made, whole)) || isInstance(oracle, singleton, whole)) ? accessor : undefined;
  };
  const [anyWrite] = usesOf(oracle, oracle.filesNaming(accessor), byAnyName).writes;
  const hidden = anyWrite && `may be written by \`${anyWrite.at.getText().split('\n')[0] ?? ''}\``;
  const isMethod = (property: ts.ObjectLiteralElementLike): boolean => ts.isMethodDeclaration(property) || ts.isAccessor(property) || (ts.isPropertyAssignment(property) && isClosure(unwrap(property.initializer)));
  return divide(oracle, made.properties.filter((property) => !isMethod(property)).map((declaration) => {
    const field = declaration.name?.getText() ?? '...';
    const at: SlotAt = (node) => {
      if (ts.isBindingElement(node)) return nameOfPart(node) === field && isInstance(oracle, singleton, wholeOf(node)) ? field : undefined;
      if (!ts.isPropertyAccessExpression(node) || node.name.text !== field) return undefined;
      const isOwn = node.expression.kind === ts.SyntaxKind.ThisKeyword && contains(made, node);
      return isOwn || isInstance(oracle, singleton, node.expression) ? field : undefined;
    };
    return { declaration, field, name: `${accessor}.${field}`, at, uses: usesOf(oracle, oracle.filesNaming(accessor), at), ...(hidden !== undefined && { hidden }) };
  }), answers);
}

const nameOfPart = ({ propertyName, name }: ts.BindingElement): string => (propertyName ?? name).getText();
const wholeOf = ({ parent: { parent } }: ts.BindingElement): ts.Expression | undefined => (ts.isVariableDeclaration(parent) ? parent.initializer : undefined);

/** `function createAgents() { const history = []; return { … } }`: what the functions inside write outlives the call. */
function ofMaker(oracle: TypeOracle, { accessor }: Singleton, maker: ts.FunctionLikeDeclaration, answers: StateAnswers): readonly Slot[] {
  const result = oracle.declarations(oracle.type(maker).getCallSignatures()[0]?.getReturnType().getSymbol()).find(ts.isClassDeclaration)
    ?? oracle.declarations(awaited(oracle, maker)?.getSymbol()).find(ts.isClassDeclaration);
  if (result !== undefined && oracle.isOwn(result)) return partition(oracle, result, answers);
  const locals: (ts.VariableDeclaration & { readonly name: ts.Identifier })[] = [];
  const inner: ts.FunctionLikeDeclaration[] = [];
  forEachDescendant(maker, (node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) locals.push(node as ts.VariableDeclaration & { readonly name: ts.Identifier });
    if (isBodied(node)) inner.push(node);
    return !isBodied(node);
  });
  const written = locals.map((declaration) => {
    const field = declaration.name.text;
    const at: SlotAt = (node) => (ts.isIdentifier(node) && node.text === field && node !== declaration.name && oracle.declarations(oracle.symbol(node)).includes(declaration) ? field : undefined);
    const { writes, reads } = usesOf(oracle, [oracle.fileOf(maker)], at);
    const isInside = (use: { readonly at: ts.Node }): boolean => inner.some((fn) => contains(fn, use.at));
    return { declaration, field, name: `${accessor}.${field}`, at, uses: { writes: writes.filter(isInside), reads: reads.filter(isInside) } };
  }).filter(({ uses }) => uses.writes.length > 0);
  if (written.length > 0) return divide(oracle, written, answers);
  return [unseen(accessor, locals[0] ?? (maker.body as ts.Expression), madeBy(maker.name?.getText() ?? ''), answers)];
}

function awaited(oracle: TypeOracle, maker: ts.FunctionLikeDeclaration): ts.Type | undefined {
  const type = oracle.type(maker).getCallSignatures()[0]?.getReturnType();
  return type && oracle.checkerOf(maker).getAwaitedType(type);
}

function bodyOf(declaration: ts.Declaration): ts.FunctionLikeDeclaration | undefined {
  const value = ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined ? unwrap(declaration.initializer) : declaration;
  return isBodied(value) ? value : undefined;
}

function isInstance(oracle: TypeOracle, { declaration }: Singleton, node: ts.Node | undefined): boolean {
  const inner = node !== undefined && ts.isExpression(node) ? unwrap(node) : undefined;
  const named: ts.Node | undefined = ts.isVariableStatement(declaration) ? declaration.declarationList.declarations[0] : declaration;
  return inner !== undefined && ts.isIdentifier(inner) && oracle.declarations(oracle.symbol(inner)).some((at) => at === named);
}
