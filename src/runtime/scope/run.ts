import type { UserExecutionContext } from '../context/user-execution-context.js';
import { UserContextError } from '../errors.js';
import { logger } from '../monitor/logger.js';
import { processWide } from '../process-wide.js';
import { isPromise } from '../promises.js';
import { isIterating, iterateInScope } from './iterate.js';
import { open } from './open.js';
import type { LiveScope, Scope } from './scope.js';

/**
 * Runs work in a scope of its own for this context, and closes the scope when the work is done: at
 * once if it returns a value, when it settles if it returns a promise, when it ends if it returns an
 * iterator. Inside a scope of the same context it joins that one.
 * @throws AggregateError if disposers fail, with the work's own error first if that failed too.
 */
export function runInScope<T>(context: UserExecutionContext, work: (scope: Scope) => T): T {
  const scope = open(context, undefined, undefined, true);
  let result: T;
  try {
    result = processWide().storage.run(scope, work, scope);
  } catch (error) {
    closeAfterFailure(scope, error);
    throw error;
  }
  if (typeof result === 'object' && result !== null) {
    if (isPromise(result)) return result.then((value: unknown) => closeAndReturn(scope, value), (error: unknown) => closeAndThrow(scope, error)) as T;
    if (isIterating(result)) return iterateInScope(result, scope, () => leave(scope)) as T;
  }
  const closing = leave(scope);
  // The work is synchronous and its caller expects a value, so a slow disposer is left to finish by itself.
  if (closing !== undefined) reportFailure(closing);
  return result;
}

/** One guest fewer; the last one out closes the scope. */
function leave(scope: LiveScope): void | Promise<void> {
  if (scope.guests > 0 && --scope.guests === 0) return scope.close();
  return undefined;
}

async function closeAndReturn<T>(scope: LiveScope, value: T): Promise<T> {
  await leave(scope);
  return value;
}

async function closeAndThrow(scope: LiveScope, error: unknown): Promise<never> {
  try {
    await leave(scope);
  } catch (closingError) {
    throw both(error, closingError);
  }
  throw error;
}

function closeAfterFailure(scope: LiveScope, error: unknown): void {
  let closing: void | Promise<void>;
  try {
    closing = leave(scope);
  } catch (closingError) {
    throw both(error, closingError);
  }
  if (closing !== undefined) reportFailure(closing);
}

function both(error: unknown, closingError: unknown): AggregateError {
  const others: readonly unknown[] = closingError instanceof AggregateError ? closingError.errors : [closingError];
  return new AggregateError([error, ...others], `The work failed, and so did ${others.length} of its disposers.`, { cause: error });
}

/** For a closing that nobody awaits: its failure reaches the logger instead of killing the process. @internal */
export function reportFailure(closing: Promise<void>): void {
  closing.catch((error: unknown) => {
    logger().error('A disposer failed after its scope had ended.', { error });
  });
}

/**
 * The scope that is running.
 * @throws UserContextError `ERR_NO_SCOPE` outside any; `ERR_SCOPE_CLOSED` in work that outlived its scope.
 */
export function currentScope(): Scope {
  return runningScope('currentScope');
}

/** @internal */
export function runningScope(caller: string): LiveScope {
  const scope = processWide().storage.getStore();
  if (scope === undefined) {
    throw new UserContextError('ERR_NO_SCOPE', `${caller}() was called outside any request scope. Wrap the job in runInScope(userContext, …), or install the adapter's userScope() before this handler.`);
  }
  if (scope.closing) scope.assertOpen(`${caller}()`);
  return scope;
}

/**
 * Ties a callback to the running scope, for an emitter, pool or timer that would call it in another.
 * @throws UserContextError `ERR_NO_SCOPE` here, or `ERR_SCOPE_CLOSED` when called after the scope.
 */
export function bind<This, Args extends unknown[], Result>(callback: (this: This, ...args: Args) => Result): (this: This, ...args: Args) => Result {
  const scope = runningScope('bind');
  return function (this: This, ...args: Args): Result {
    scope.assertOpen('A callback made by bind()');
    return processWide().storage.run(scope, () => callback.apply(this, args));
  };
}
