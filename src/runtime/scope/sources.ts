import type { UserExecutionContext } from '../context/user-execution-context.js';
import { describeKind, UserContextError } from '../errors.js';
import { processWide } from '../process-wide.js';

/** Remembers whose request this is. The request is held weakly. @internal */
export function registerSource(source: object, context: UserExecutionContext): void {
  processWide().sources.set(source, context);
}

/** Forgets the user of a request that has been answered, and remembers that there was one. @internal */
export function releaseSource(source: object, context: UserExecutionContext): void {
  const { sources } = processWide();
  if (sources.get(source) === context) sources.set(source, null);
}

/**
 * Whose request this is: for the object that a framework hands its handler (Express's `req`,
 * Fastify's `request`, Koa's `ctx`, Hono's `c`, a `ws` socket), the context that the adapter made.
 *
 * A scope that was opened for this very object and is running comes first, so that two messages on
 * one socket each have their own context.
 * @throws UserContextError `ERR_NO_CONTEXT_FOR_SOURCE`; there is no default user.
 */
export function contextFromRequest(source: object): UserExecutionContext {
  if (typeof source !== 'object' || (source as unknown) === null) {
    throw new UserContextError('ERR_NO_CONTEXT_FOR_SOURCE', `contextFromRequest() needs the request that the framework handed over, not ${describeKind(source)}.`);
  }
  const { storage, sources } = processWide();
  for (let scope = storage.getStore(); scope !== undefined; scope = scope.outer) {
    if (scope.source === source && scope.owner !== undefined) return scope.owner;
  }
  const context = sources.get(source);
  if (context) return context;
  throw new UserContextError(
    'ERR_NO_CONTEXT_FOR_SOURCE',
    context === null
      ? `contextFromRequest(): this request has been answered and its scope is closed. For work that outlives it, take the context while it runs and use runInScope(userContext.child('…'), …).`
      : `contextFromRequest(): no user is known for ${describeKind(source)}. Is userScope() of the adapter for this framework installed before this handler, and did its resolver name a user?`,
  );
}
