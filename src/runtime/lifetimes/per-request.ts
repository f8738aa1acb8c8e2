import { isOwnContext, readScope, type UserExecutionContext } from '../context/user-execution-context.js';
import { UserContextError } from '../errors.js';
import { created, leaked } from '../monitor/channels.js';
import { processWide } from '../process-wide.js';
import { isPromise } from '../promises.js';
import { BUILDING, DISPOSED, Entry, isDisposable, PENDING, READY, type Definition } from '../scope/entries.js';
import { scopeFor } from '../scope/open.js';
import { runningScope } from '../scope/run.js';
import type { LiveScope, Scope } from '../scope/scope.js';

export type PerRequestOptions<T> = {
  /** What error messages and audits call it; the function's own name unless given. */
  readonly name?: string;
  /** `'scope'`, the default, gives one instance for each context; `'none'` a new one at every call. */
  readonly memo?: 'scope' | 'none';
  /** Takes the instance down. By default its `Symbol.asyncDispose` or `Symbol.dispose` does; `false` for neither. */
  readonly dispose?: ((instance: Awaited<T>) => unknown) | false;
};

/** A factory of one user's, one request's objects. */
export type PerRequest<T> = {
  /** @throws UserContextError without a context, with a look-alike, or after its scope is closed. */
  (userContext: UserExecutionContext): T;
  /** The running scope's instance. */
  current(): T;
  /** Whether this very instance is the one of this context. */
  owns(userContext: UserExecutionContext, instance: T): boolean;
};

/**
 * Turns "one object for everybody" into one for each request: the same context gets the same
 * instance until its scope closes, another context another one. Concurrent asynchronous creation
 * builds once, and a failed build is not kept.
 */
export function perRequest<T>(make: (userContext: UserExecutionContext, scope: Scope) => T, options: PerRequestOptions<T> = {}): PerRequest<T> {
  const name = options.name ?? (make.name === '' ? 'perRequest' : make.name);
  const definition: Definition = { name, dispose: options.dispose };
  const memo = options.memo !== 'none';

  const obtain = (userContext: UserExecutionContext): T => {
    const scope = (isOwnContext(userContext) ? readScope(userContext) : undefined) ?? scopeFor(userContext, name);
    const entry = memo ? scope.find(definition) : undefined;
    if (entry !== undefined && (entry.state === READY || entry.state === PENDING)) return entry.value as T;
    if (entry?.state === BUILDING) {
      throw new UserContextError('ERR_CIRCULAR_CREATION', `${name}() was asked for again while it was being created for the same context: what it creates needs itself.`);
    }
    if (scope.closing) scope.assertOpen(`${name}()`);
    return memo ? createKept(scope, userContext, definition, make) : createNew(scope, userContext, definition, make);
  };
  return Object.assign(obtain, {
    current: (): T => obtain(runningScope(`${name}.current`).context),
    owns: (userContext: UserExecutionContext, instance: T): boolean => scopeFor(userContext, name).find(definition)?.value === instance,
  });
}

type Make<T> = (userContext: UserExecutionContext, scope: Scope) => T;

function createKept<T>(scope: LiveScope, userContext: UserExecutionContext, definition: Definition, make: Make<T>): T {
  const entry = new Entry(definition, undefined, undefined, BUILDING);
  scope.append(entry);
  let value: T;
  try {
    value = makeInScope(scope, userContext, make);
  } catch (error) {
    scope.remove(entry);
    throw error;
  }
  // What was created meanwhile is what this one needs, so it is taken down after this one.
  scope.moveToEnd(entry);
  entry.value = value;
  entry.state = READY;
  if (isPromise(value)) keepPending(scope, entry, value);
  if (created.hasSubscribers) created.publish({ context: userContext, factory: definition.name, instance: value });
  return value;
}

function keepPending(scope: LiveScope, entry: Entry, promise: PromiseLike<unknown>): void {
  entry.state = PENDING;
  // The instance is kept as the promise, which every caller awaits; the disposer needs what it holds.
  promise.then(
    () => {
      if (entry.state === PENDING && !scope.closing) scope.moveToEnd(entry);
    },
    () => {
      // While the scope closes, the chain is being walked and stays as it is.
      if (!scope.closing) scope.remove(entry);
      entry.state = DISPOSED;
    },
  );
}

function createNew<T>(scope: LiveScope, userContext: UserExecutionContext, definition: Definition, make: Make<T>): T {
  const value = makeInScope(scope, userContext, make);
  // Nothing is held that nothing would dispose: a long job may ask a million times.
  if (isPromise(value)) scope.append(new Entry(definition, value, undefined, PENDING));
  else if (isDisposable(definition, value)) scope.append(new Entry(definition, value, undefined, READY));
  if (created.hasSubscribers) created.publish({ context: userContext, factory: definition.name, instance: value });
  return value;
}

/** Whatever the instance opens while it is made runs as its own user, not as whoever happens to be running. */
function makeInScope<T>(scope: LiveScope, userContext: UserExecutionContext, make: Make<T>): T {
  const { storage } = processWide();
  const running = storage.getStore();
  if (running === scope) return make(userContext, scope);
  if (leaked.hasSubscribers && running?.owner !== undefined && running.owner.userId !== userContext.userId) {
    leaked.publish({ kind: 'crossed-scope', message: `While the scope of user "${running.owner.userId}" was running, an instance was created for user "${userContext.userId}".` });
  }
  return storage.run(scope, make, userContext, scope);
}
