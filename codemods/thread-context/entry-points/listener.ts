/** `socket.on('message', fn)`, `emitter.once(…)`, `target.addEventListener(…)`: functions that run per event. */
import { ts } from '@ts-morph/common';
import { parentOf, type Bodied } from '../syntax.js';

const LISTENS = /^(on|once|addListener|addEventListener|prependListener)$/;

export function isListener(fn: Bodied): boolean {
  const call = parentOf(fn);
  return call !== undefined && ts.isCallExpression(call) && call.expression !== fn && listensOn(call) !== undefined;
}

/** What a call listens on. */
export function listensOn({ expression }: ts.CallExpression): ts.Expression | undefined {
  return ts.isPropertyAccessExpression(expression) && LISTENS.test(expression.name.text) ? expression.expression : undefined;
}
