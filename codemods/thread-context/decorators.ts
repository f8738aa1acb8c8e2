/** E8: a decorator makes somebody else call the method: a framework, a cache, or a function of the project's own around it. */
import { ts } from '@ts-morph/common';
import { callableOf } from './callables.js';
import { CACHES } from './known-functions.js';
import type { Block } from './model.js';
import type { Program } from './program.js';
import { forEachDescendant, isBodied, unwrap } from './syntax.js';

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
  let found = false;
  let others = false;
  forEachDescendant(decorator, (node) => {
    const rest = isBodied(node) ? node.parameters.find((at) => at.dotDotDotToken !== undefined)?.name : undefined;
    if (rest === undefined || !ts.isIdentifier(rest) || !isBodied(node) || node.parameters.filter(({ name }) => name.getText() !== 'this').length > 1) return undefined;
    forEachDescendant(node, (use) => {
      if (!ts.isIdentifier(use) || use.text !== rest.text || use === rest) return undefined;
      const { parent } = use;
      const isWhole = ts.isSpreadElement(parent) || ts.isCallExpression(parent) && parent.arguments[1] === use && ts.isPropertyAccessExpression(parent.expression) && parent.expression.name.text === 'apply';
      if (isWhole) found = true;
      else others = true;
      return undefined;
    });
    return undefined;
  });
  return found && !others;
}
