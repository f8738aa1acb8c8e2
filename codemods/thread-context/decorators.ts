/** E8: a decorator makes somebody else call the method: a framework, a cache, or a function of the project's own around it. */
import { ts } from '@ts-morph/common';
import { callableOf, declarationOf } from './callables.js';
import { CACHES } from './known-functions.js';
import type { Block } from './model.js';
import type { Program } from './program.js';
import { forEachDescendant, isBodied, nameTextOf, unwrap, type Bodied } from './syntax.js';

const TIMERS = /^(Cron|Interval|Timeout|Scheduled|OnApplicationBootstrap)$/;
/** They say something of the method and leave it as it is, or call it with whatever it is called with. */
const HARMLESS = /^(Deprecated|deprecated|override|log|trace|Trace|Span|HttpCode|Header)$/;

export function calledByDecorator(program: Program, member: ts.Node): Block | undefined {
  for (const { expression } of ts.canHaveDecorators(member) ? (ts.getDecorators(member) ?? []) : []) {
    const callee = unwrap(ts.isCallExpression(expression) ? expression.expression : expression);
    const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
    const text = name.getText();
    if (TIMERS.test(text)) return { code: 'NO_REQUEST', at: member, message: `\`@${text}\` calls this on a timer, where no user's request is in progress.` };
    if (CACHES.test(text)) return { code: 'CACHED_ACROSS_USERS', at: member, message: `\`@${text}\` keeps what this returned for one user and gives it to the next.` };
    const own = program.references.declarations(name).filter((at) => program.oracle.isOwn(at)).flatMap((at) => callableOf(at) ?? []).filter(isBodied);
    if (own.length > 0 ? own.every(handsOn) : HARMLESS.test(text)) continue;
    const message = own.length > 0 ? `\`@${text}\` puts a function around this method that does not hand on just what it is given, and no type says what it needs.` : `\`@${text}\` makes a framework call this method, with arguments of its own.`;
    return { code: own.length > 0 ? 'UNTYPED_CALL' : 'FRAMEWORK_CALLED', at: member, message };
  }
  return undefined;
}

/** `function (...args) { return method.apply(this, args); }`: another parameter goes through it like those before. */
function handsOn(decorator: ts.Node): boolean {
  const use = restUse(decorator);
  return use.handsOn && !use.reads;
}

/** What the functions in here do with all the arguments that they are given: hand them on as they are, or look into them. */
export function restUse(fn: ts.Node): { readonly handsOn: boolean; readonly reads: boolean } {
  let found = false;
  let others = false;
  forEachDescendant(fn, (node) => {
    const all = isBodied(node) ? allArguments(node) : undefined;
    if (all === undefined) return undefined;
    forEachDescendant(node, (use) => {
      if (!ts.isIdentifier(use) || use.text !== all || ts.isParameter(use.parent)) return undefined;
      if (isHandedOn(use)) found = true;
      else others = true;
      return undefined;
    });
    return undefined;
  });
  return { handsOn: found, reads: others };
}

/** What a function calls all that it is given: `(...args)`, `arguments`, the list that a Proxy hands to its `apply`. */
function allArguments(fn: Bodied): string | undefined {
  const own = fn.parameters.filter(({ name }) => name.getText() !== 'this');
  const [first, , third] = own;
  if (own.length === 0) return ts.isArrowFunction(fn) ? undefined : 'arguments';
  if (own.length === 1) return first?.dotDotDotToken !== undefined && ts.isIdentifier(first.name) ? first.name.text : undefined;
  return third !== undefined && ts.isIdentifier(third.name) && nameTextOf(declarationOf(fn)) === 'apply' ? third.name.text : undefined;
}

/** `f(...args)`, `f.apply(this, args)`, `Reflect.apply(f, target, args)` */
function isHandedOn(args: ts.Identifier): boolean {
  const { parent } = args;
  if (ts.isSpreadElement(parent)) return true;
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression) || parent.expression.name.text !== 'apply') return false;
  return parent.arguments.indexOf(args) === (parent.expression.expression.getText() === 'Reflect' ? 2 : 1);
}
