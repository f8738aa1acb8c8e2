import { processWide } from '../process-wide.js';
import { isPromise } from '../promises.js';
import type { LiveScope } from './scope.js';

type Iterating = Iterator<unknown> | AsyncIterator<unknown>;

/** Whether the value is an iteration under way, such as a generator, and not merely something iterable. @internal */
export function isIterating(value: object): value is Iterating & object {
  return 'next' in value && typeof value.next === 'function' && (Symbol.asyncIterator in value || Symbol.iterator in value);
}

/**
 * A generator does its work when it is asked for the next value, long after the call that made it.
 * So each step is run in the scope, and the scope is left when the iteration ends.
 * @internal
 */
export function iterateInScope(iterating: Iterating, scope: LiveScope, leave: () => void | Promise<void>): Iterating {
  let left = false;
  const end = (): void | Promise<void> => {
    if (left) return undefined;
    left = true;
    return leave();
  };
  const step = (name: 'next' | 'return' | 'throw') => (argument?: unknown): unknown => {
    const method = iterating[name] as ((argument?: unknown) => unknown) | undefined;
    if (method === undefined) return absent(name, argument, end);
    let result: unknown;
    try {
      result = processWide().storage.run(scope, () => method.call(iterating, argument));
    } catch (error) {
      void end();
      throw error;
    }
    return isPromise(result) ? result.then((value) => finished(value, end), async (error: unknown) => { await end(); throw error; }) : finishedNow(result, end);
  };
  return Object.assign(Object.create(iterating) as Iterating, {
    next: step('next'),
    return: step('return'),
    throw: step('throw'),
    [Symbol.iterator](this: unknown) { return this; },
    [Symbol.asyncIterator](this: unknown) { return this; },
  }) as Iterating;
}

async function finished(result: unknown, end: () => void | Promise<void>): Promise<unknown> {
  if ((result as IteratorResult<unknown>).done === true) await end();
  return result;
}

function finishedNow(result: unknown, end: () => void | Promise<void>): unknown {
  if ((result as IteratorResult<unknown>).done === true) void end();
  return result;
}

function absent(name: string, argument: unknown, end: () => void | Promise<void>): unknown {
  void end();
  if (name === 'throw') throw argument;
  return { done: true, value: argument };
}
