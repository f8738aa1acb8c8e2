/** Where a singleton keeps its state, whatever it is: a class of the program, an object literal, a collection, the locals of a function. */
import { ts } from '@ts-morph/common';
import type { TypeOracle } from '../oracle/oracle.js';
import { contains, forEachDescendant, isBodied, isClosure, ownerOf, unwrap } from '../thread-context/syntax.js';
import { readsIn, type SlotRead } from './entries.js';
import { COLLECTIONS, divide, judgeMade, partition, type Slot, type StateAnswers } from './partition.js';
import type { Singleton } from './singleton.js';
import { fieldOfThis, writesIn, type SlotAt, type SlotWrite } from './writes.js';

export function stateOf(oracle: TypeOracle, singleton: Singleton, answers: StateAnswers): readonly Slot[] {
  const { class: owner, expression, accessor } = singleton;
  if (owner !== undefined) return partition(oracle, owner, answers).map((slot) => withGiven(oracle, slot, expression, answers));
  if (expression === undefined) return [];
  const made = unwrap(expression);
  if (ts.isObjectLiteralExpression(made)) return ofObject(oracle, singleton, made, answers);
  if (ts.isArrayLiteralExpression(made) || (ts.isNewExpression(made) && COLLECTIONS.test(made.expression.getText()))) {
    const at: SlotAt = (node) => (isInstance(oracle, singleton, node) ? accessor : undefined);
    const writes = writesFromAnywhere(oracle, accessor, at);
    return divide<Slot['declaration']>(oracle, [{ name: accessor, field: accessor, declaration: made }], writes, answers, readsFromAnywhere(oracle, accessor, at));
  }
  const maker = ts.isCallExpression(made) ? oracle.declarations(oracle.symbol(made.expression)).map(bodyOf).find((fn) => fn !== undefined && oracle.isOwn(fn)) : undefined;
  if (maker !== undefined) return ofMaker(oracle, singleton, maker, answers);
  const [slot] = divide<Slot['declaration']>(oracle, [{ name: accessor, field: accessor, declaration: made }], [], answers, []);
  if (slot === undefined || slot.why === 'answered by a person') return slot === undefined ? [] : [slot];
  return [{ ...slot, kind: 'unclear', why: `is made by \`${(made.getText().split('(')[0] ?? '').slice(0, 60)}\`, which does not say what it keeps` }];
}

/** What the constructor is given may itself keep what callers hand in. */
function withGiven(oracle: TypeOracle, slot: Slot, making: ts.Expression | undefined, answers: StateAnswers): Slot {
  const { declaration, name } = slot;
  if (!ts.isParameter(declaration) || making === undefined || !ts.isNewExpression(making) || answers[name] !== undefined) return slot;
  const given = making.arguments?.[declaration.parent.parameters.indexOf(declaration)];
  const judged = given && judgeMade(oracle, given);
  return judged?.kind === 'request' ? { ...slot, ...judged } : slot;
}

/** The object's own methods say `this.x`, everybody else `accessor.x`. */
function ofObject(oracle: TypeOracle, singleton: Singleton, made: ts.ObjectLiteralExpression, answers: StateAnswers): readonly Slot[] {
  const { accessor } = singleton;
  const isMethod = (property: ts.ObjectLiteralElementLike): boolean => ts.isMethodDeclaration(property) || ts.isAccessor(property) || (ts.isPropertyAssignment(property) && isClosure(unwrap(property.initializer)));
  const methods = made.properties.filter(isMethod).map((method) => (ts.isPropertyAssignment(method) ? unwrap(method.initializer) : method));
  const namedAt: SlotAt = (node) => (ts.isPropertyAccessExpression(node) && isInstance(oracle, singleton, node.expression) ? node.name.text : undefined);
  const writes = [...methods.flatMap((method) => writesIn(method, fieldOfThis)), ...writesFromAnywhere(oracle, accessor, namedAt)];
  const reads = [...methods.flatMap((method) => readsIn(method, fieldOfThis)), ...readsFromAnywhere(oracle, accessor, namedAt)];
  const slots = made.properties.filter((property) => !isMethod(property)).map((declaration) => ({ declaration, field: declaration.name?.getText() ?? '...', name: `${accessor}.${declaration.name?.getText() ?? '...'}` }));
  return divide(oracle, slots, writes, answers, reads);
}

/** `function createAgents() { const history = []; return { … } }`: what the functions inside write outlives the call. */
function ofMaker(oracle: TypeOracle, { accessor }: Singleton, maker: ts.FunctionLikeDeclaration, answers: StateAnswers): readonly Slot[] {
  const result = oracle.declarations(oracle.type(maker).getCallSignatures()[0]?.getReturnType().getSymbol()).find(ts.isClassDeclaration)
    ?? oracle.declarations(awaited(oracle, maker)?.getSymbol()).find(ts.isClassDeclaration);
  if (result !== undefined && oracle.isOwn(result)) return partition(oracle, result, answers);
  const locals: ts.VariableDeclaration[] = [];
  const inner: ts.FunctionLikeDeclaration[] = [];
  forEachDescendant(maker, (node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) locals.push(node);
    if (isBodied(node)) inner.push(node);
    return !isBodied(node);
  });
  const localAt: SlotAt = (node) => (ts.isIdentifier(node) && oracle.declarations(oracle.symbol(node)).some((declaration) => locals.includes(declaration as ts.VariableDeclaration)) ? node.text : undefined);
  const writes = inner.flatMap((fn) => writesIn(fn, localAt));
  const slots = locals.filter(({ name }) => writes.some(({ slot }) => slot === name.getText())).map((declaration) => ({ declaration, field: declaration.name.getText(), name: `${accessor}.${declaration.name.getText()}` }));
  if (slots.length > 0) return divide(oracle, slots, writes, answers, inner.flatMap((fn) => readsIn(fn, localAt)));
  const [answered] = divide<Slot['declaration']>(oracle, [{ name: accessor, field: accessor, declaration: locals[0] ?? (maker.body as ts.Expression) }], [], answers, []);
  if (answered?.why === 'answered by a person') return [answered];
  return answered === undefined ? [] : [{ ...answered, kind: 'unclear', why: `is made by \`${maker.name?.getText() ?? 'a function'}\`, which does not say what it keeps` }];
}

function awaited(oracle: TypeOracle, maker: ts.FunctionLikeDeclaration): ts.Type | undefined {
  const type = oracle.type(maker).getCallSignatures()[0]?.getReturnType();
  return type && oracle.checkerOf(maker).getAwaitedType(type);
}

function bodyOf(declaration: ts.Declaration): ts.FunctionLikeDeclaration | undefined {
  const value = ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined ? unwrap(declaration.initializer) : declaration;
  return isBodied(value) ? value : undefined;
}

function isInstance(oracle: TypeOracle, { declaration, accessor }: Singleton, node: ts.Expression): boolean {
  const inner = unwrap(node);
  return ts.isIdentifier(inner) && inner.text === accessor && oracle.declarations(oracle.symbol(inner)).some((at) => contains(declaration, at));
}

/** Writes in every file that knows the name; what runs with its module is how the state begins. */
export function writesFromAnywhere(oracle: TypeOracle, name: string, slotAt: SlotAt): readonly SlotWrite[] {
  return oracle.filesNaming(name).flatMap((file) => {
    const source = oracle.source(file);
    return source === undefined ? [] : writesIn(source, slotAt).flatMap((write) => {
      const member = outermost(write.at);
      return member === undefined ? [] : [{ ...write, member }];
    });
  });
}

function readsFromAnywhere(oracle: TypeOracle, name: string, slotAt: SlotAt): readonly SlotRead[] {
  return oracle.filesNaming(name).flatMap((file) => {
    const source = oracle.source(file);
    return source === undefined ? [] : readsIn(source, slotAt).flatMap((read) => {
      const member = outermost(read.at);
      return member === undefined ? [] : [{ ...read, member }];
    });
  });
}

function outermost(node: ts.Node): ts.Node | undefined {
  let found: ts.Node | undefined;
  for (let owner = ownerOf(node); owner !== undefined; owner = ownerOf(owner.node)) found = owner.node;
  return found;
}
