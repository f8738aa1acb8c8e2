/** D8: `getOrMake(sessions, name, () => …)`: the project's own function keeps what a closure returned where the next user finds it. */
import { ts } from '@ts-morph/common';
import { callableOf, declarationOf } from './callables.js';
import { diesWithKey, isLongLived, isModuleLevel, KEEPERS } from './lifetimes.js';
import type { Block } from './model.js';
import { keptByTaker, partOf } from './outlives.js';
import type { Program } from './program.js';
import { enclosing, forEachDescendant, isAssignment, isBodied, nameTextOf, referenceExpression, unwrap, wrapped } from './syntax.js';

/** The obstacle when whoever is given the closure puts something into what outlives the request. */
export function keepsResults(program: Program, closure: ts.Expression): Block | undefined {
  const call = wrapped(closure).parent;
  if (!ts.isCallExpression(call) || !returnsValue(unwrap(closure))) return undefined;
  const callee = unwrap(call.expression);
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  const helper = program.references.declarations(name).filter((at) => program.oracle.isOwn(at)).flatMap((at) => callableOf(at) ?? []).find(isBodied);
  if (helper?.body === undefined) return undefined;
  const lasting = new Set(helper.parameters.flatMap((at, index) => {
    const given = call.arguments[index];
    return given !== undefined && isLongLived(program, given) ? [at.name.getText()] : [];
  }));
  if (ts.isPropertyAccessExpression(callee) && isLongLived(program, callee.expression)) lasting.add('this');
  const runner = helper.parameters[call.arguments.indexOf(wrapped(closure))];
  const store = lasting.size === 0 || runner === undefined ? undefined : storeIn(program, helper.body, lasting, resultsOf(helper.body, runner));
  return store === undefined ? undefined : { code: 'CACHED_ACROSS_USERS', at: call, message: `\`${callee.getText()}\` keeps what this makes for one user in \`${store}\`, where the next one finds it.` };
}

/** `made.set(key, make(userContext))`: an object made for one user is kept where the next one finds it. Data that is kept so was everybody's before, too. */
export function keptForAll(program: Program, call: ts.Expression): Block | undefined {
  const store = [call, ...sameValue(program, call)].flatMap((value) => storeOf(program, value) ?? []).find((at) => isLongLived(program, at) || isOfMaker(program, at));
  if (store === undefined) {
    const kept = keptByTaker(program, call);
    return kept !== undefined && program.oracle.type(call).getCallSignatures().length > 0 ? kept : undefined;
  }
  if (!isLive(program, call)) return undefined;
  return { code: 'CACHED_ACROSS_USERS', at: store.parent, message: `\`${store.getText()}\` keeps what is made for one user here, and gives it to the next: keep one per user, or none.` };
}

/** `const value = await make(key); …`: the further places that a value is read at. */
function sameValue(program: Program, call: ts.Expression): ts.Expression[] {
  const { parent } = partOf(call);
  const name = ts.isVariableDeclaration(parent) ? parent.name : isAssignment(parent) ? parent.left : undefined;
  if (name === undefined || !ts.isIdentifier(name)) return [];
  const [declaration] = program.references.declarations(name);
  return declaration === undefined ? [] : program.references.to(new Set([declaration]), [name.text]).flatMap(({ name: use }) => referenceExpression(use) ?? []);
}

function storeOf(program: Program, value: ts.Expression): ts.Expression | undefined {
  const outer = partOf(value);
  const { parent } = outer;
  if (isAssignment(parent)) return parent.right === outer ? parent.left : undefined;
  const [store, ...kept] = stored(parent);
  return kept.includes(outer) && ts.isCallExpression(parent) && !diesWithKey(program, parent) ? store : undefined;
}

/** A variable of a function that the module calls once, seen from the function that this one returns: `once`, `memoised`. */
function isOfMaker(program: Program, store: ts.Expression): boolean {
  const root = ts.isPropertyAccessExpression(store) || ts.isElementAccessExpression(store) ? unwrap(store.expression) : store;
  const [declaration] = ts.isIdentifier(root) ? program.references.declarations(root) : [];
  const maker = declaration === undefined || !ts.isVariableDeclaration(declaration) ? undefined : enclosing(declaration, isBodied);
  const name = maker === undefined ? undefined : nameTextOf(declarationOf(maker));
  if (maker === undefined || name === undefined || enclosing(store, isBodied) === maker) return false;
  return program.references.to(new Set([declarationOf(maker)]), [name]).some((use) => {
    const callee = referenceExpression(use.name);
    return callee !== undefined && ts.isCallExpression(callee.parent) && callee.parent.expression === callee && isModuleLevel(callee.parent);
  });
}

/** Whether more than data comes out of a call: an object of a class, a function, something of which nothing is known. */
function isLive({ oracle }: Program, call: ts.Expression): boolean {
  const checker = oracle.checkerOf(call);
  const type = oracle.type(call);
  const made = checker.getAwaitedType(type) ?? type;
  return [type, ...(made.isUnion() ? made.types : [made])].some((at) => (at.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) !== 0 || at.isClass() || at.getCallSignatures().length > 0 || oracle.declarations(at.getSymbol()).some(ts.isClassLike));
}

function returnsValue(closure: ts.Expression): boolean {
  if (!isBodied(closure) || closure.body === undefined) return false;
  if (!ts.isBlock(closure.body)) return true;
  let found = false;
  forEachDescendant(closure.body, (at) => {
    found ||= ts.isReturnStatement(at) && at.expression !== undefined;
    return !found && !isBodied(at);
  });
  return found;
}

/** The names under which a body has the closure that it is given, and what comes of that. */
function resultsOf(body: ts.Node, runner: ts.ParameterDeclaration): ReadonlySet<string> {
  const found: Set<string> = new Set(runner.name.getText().match(/[\w$]+/g));
  forEachDescendant(body, (at) => {
    const [name, value] = ts.isVariableDeclaration(at) ? [at.name, at.initializer] : isAssignment(at) ? [at.left, at.right] : [];
    if (name !== undefined && value !== undefined && ts.isIdentifier(name) && namesAny(value, found)) found.add(name.text);
    return undefined;
  });
  return found;
}

function namesAny(value: ts.Node, names: ReadonlySet<string>): boolean {
  let found = ts.isIdentifier(value) && names.has(value.text);
  forEachDescendant(value, (at) => {
    found ||= ts.isIdentifier(at) && names.has(at.text);
    return !found;
  });
  return found;
}

/** What a body puts things into, among these. Counts and flags say nothing of a user. */
function storeIn(program: Program, body: ts.Node, lasting: ReadonlySet<string>, results: ReadonlySet<string>): string | undefined {
  let found: string | undefined;
  const rootOf = (at: ts.Expression): string => (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at) ? rootOf(at.expression) : at.getText());
  forEachDescendant(body, (at) => {
    const [store, ...values] = stored(at);
    if (store !== undefined && lasting.has(rootOf(store)) && values.some((value) => namesAny(value, results) && !isPlain(program.oracle.type(value)))) found ??= store.getText();
    return undefined;
  });
  return found;
}

/** What is written to, and what is put there. */
function stored(at: ts.Node): readonly ts.Expression[] {
  if (ts.isCallExpression(at) && ts.isPropertyAccessExpression(at.expression) && KEEPERS.test(at.expression.name.text)) {
    return [at.expression.expression, ...(at.expression.name.text === 'set' ? at.arguments.slice(1) : at.arguments)];
  }
  return isAssignment(at) && !ts.isIdentifier(at.left) ? [at.left, at.right] : [];
}

const isPlain = ({ flags }: ts.Type): boolean => (flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.Null | ts.TypeFlags.Undefined)) !== 0;
