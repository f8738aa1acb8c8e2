/** D8: `getOrMake(sessions, name, () => …)`: the project's own function keeps what a closure returned where the next user finds it. */
import { ts } from '@ts-morph/common';
import { callableOf } from './callables.js';
import { isLongLived, KEEPERS } from './lifetimes.js';
import type { Block } from './model.js';
import type { Program } from './program.js';
import { forEachDescendant, isAssignment, isBodied, unwrap, wrapped } from './syntax.js';

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
  const store = lasting.size === 0 ? undefined : storeIn(program, helper.body, lasting);
  return store === undefined ? undefined : { code: 'CACHED_ACROSS_USERS', at: call, message: `\`${callee.getText()}\` keeps what this makes for one user in \`${store}\`, where the next one finds it.` };
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

/** What a body puts things into, among these. Counts and flags say nothing of a user. */
function storeIn(program: Program, body: ts.Node, lasting: ReadonlySet<string>): string | undefined {
  let found: string | undefined;
  const rootOf = (at: ts.Expression): string => (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at) ? rootOf(at.expression) : at.getText());
  forEachDescendant(body, (at) => {
    const [store, ...values] = stored(at);
    if (store !== undefined && lasting.has(rootOf(store)) && values.some((value) => !isPlain(program.oracle.type(value)))) found ??= store.getText();
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
