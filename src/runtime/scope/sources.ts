import { isOwnContext, readScope, type UserExecutionContext } from '../context/user-execution-context.js';
import { describeKind, UserContextError } from '../errors.js';
import { processWide } from '../process-wide.js';
import type { LiveScope } from './scope.js';

/** Remembers whose request this is. The request is held weakly. @internal */
export function registerSource(source: object, context: UserExecutionContext): void {
  const { sources } = processWide();
  const known = sources.get(source);
  const shared = known === 'shared' || (typeof known === 'object' && known.userId !== context.userId);
  sources.set(source, shared ? 'shared' : context);
}

/** Forgets the user of a request that has been answered, and remembers that there was one. @internal */
export function releaseSource(source: object, context: UserExecutionContext): void {
  const { sources } = processWide();
  if (sources.get(source) === context) sources.set(source, 'answered');
}

/**
 * Whose request this is: for the object that a framework hands its handler (Express's `req`,
 * Fastify's `request`, Koa's `ctx`, Hono's `c`, a `ws` socket), the context that the adapter made.
 *
 * A scope that was opened for this very object comes first, if it is running or a child of its context
 * is, so that two messages on one socket each have their own context.
 * @throws UserContextError `ERR_NO_CONTEXT_FOR_SOURCE`; there is no default user.
 */
export function contextFromRequest(source: object): UserExecutionContext {
  if (typeof source !== 'object' || (source as unknown) === null) {
    throw new UserContextError('ERR_NO_CONTEXT_FOR_SOURCE', `contextFromRequest() needs the request that the framework handed over, not ${describeKind(source)}.`);
  }
  const { storage, sources } = processWide();
  for (let scope = storage.getStore(); scope !== undefined; scope = scopeOfParent(scope)) {
    if (scope.source === source && scope.owner !== undefined) return scope.owner;
  }
  const known = sources.get(source);
  if (typeof known === 'object') return known;
  throw new UserContextError('ERR_NO_CONTEXT_FOR_SOURCE', `contextFromRequest(): ${whyUnknown(known, source)}`);
}

function scopeOfParent({ owner }: LiveScope): LiveScope | undefined {
  const parent = owner?.parent;
  return parent !== undefined && isOwnContext(parent) ? readScope(parent) : undefined;
}

function whyUnknown(known: 'answered' | 'shared' | undefined, source: object): string {
  if (known === 'answered') return `this request has been answered and its scope is closed. For work that outlives it, take the context while it runs and use runInScope(userContext.child('…'), …).`;
  if (known === 'shared') return `${describeKind(source)} has served several users at a time, and no scope of theirs is running here. Take the context where the message comes in, and pass it on.`;
  return `no user is known for ${describeKind(source)}. Is userScope() of the adapter for this framework installed before this handler, and did its resolver name a user?`;
}
