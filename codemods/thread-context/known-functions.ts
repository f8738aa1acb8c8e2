/** Functions of the language and of well-known packages whose effect no type shows. */
import { ts } from '@ts-morph/common';

/** Which argument is the first that a timer hands to its callback. */
export const TIMERS: ReadonlyMap<string, number> = new Map([
  ['setTimeout', 2], ['setInterval', 2], ['setImmediate', 1], ['process.nextTick', 1], ['queueMicrotask', 1],
]);

export function flattened(callee: string): string {
  return callee.replace(/^(globalThis|global|window)\./, '');
}

export const CACHES: RegExp = /^(memo|memoize|memoise|memoizee|once|cache|cached|unstable_cache|throttle|debounce|batch|dedupe|pMemoize|moize|DataLoader|Dataloader)$/i;

/** What such a call does to the next user, in words. */
export function cachedMessage(call: ts.CallExpression | ts.NewExpression, made = 'what was made'): string {
  const callee = call.expression.getText();
  return /(once|throttle|debounce)$/i.test(callee) ? `\`${callee}\` makes one call of many, whichever users they are for.` : `\`${callee}\` keeps ${made} for one user and gives it to the next.`;
}

/** D8: `memoize(f)`, `_.once(f)`, `new DataLoader(f)`: one result for whoever asks next. */
export function isCache(call: ts.CallExpression | ts.NewExpression): boolean {
  const { expression } = call;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  // `emitter.once('run', f)` listens, it does not cache: the function is not the first argument.
  return CACHES.test(name) && !(name === 'once' && call.arguments?.[0] !== undefined && ts.isStringLiteralLike(call.arguments[0]));
}
