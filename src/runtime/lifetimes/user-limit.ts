import { isOwnContext, readScope, type UserExecutionContext } from '../context/user-execution-context.js';
import { UserContextError } from '../errors.js';
import { requireContext } from '../scope/open.js';
import { perUser } from './per-user.js';

export type UserLimitOptions = {
  readonly name?: string;
  /** How many may wait for each user; beyond it `acquire` is refused. No bound unless given. */
  readonly maxWaiting?: number;
};

/** A place that was taken. Giving it back twice is giving it back once. */
export type Release = (() => void) & Disposable;

/** How many things one user may do at once, over all requests. */
export type UserLimit = {
  /** Waits for a place, runs the work and gives the place back. */
  run<T>(userContext: UserExecutionContext, work: () => T | Promise<T>): Promise<T>;
  /**
   * Waits, first come first served.
   * @throws UserContextError `ERR_USER_LIMIT` if too many wait; the signal's reason if the context's signal aborts.
   */
  acquire(userContext: UserExecutionContext): Promise<Release>;
  /** A place if one is free now. */
  tryAcquire(userContext: UserExecutionContext): Release | undefined;
  active(userContext: UserExecutionContext): number;
  waiting(userContext: UserExecutionContext): number;
};

type Places = { active: number; readonly waiting: Set<() => void> };

/**
 * Limits what one user can do at once. It lives as long as the process, not as long as a request:
 * a limit that dies with the per-request factory limits nothing.
 * @param max places for each user, or a function that is asked when a place is wanted.
 */
export function userLimit(max: number | (() => number), options: UserLimitOptions = {}): UserLimit {
  const name = options.name ?? 'userLimit';
  const maxWaiting = options.maxWaiting ?? Infinity;
  const limit = typeof max === 'function' ? max : (): number => max;
  if (typeof max === 'number' && !(max >= 1)) throw new UserContextError('ERR_INVALID_ARGUMENT', `${name}: the limit must be at least 1, not ${max}.`);
  const placesOf = perUser((): Places => ({ active: 0, waiting: new Set() }), { name, busy: ({ active, waiting }) => active > 0 || waiting.size > 0 });

  const take = (places: Places): Release => {
    places.active += 1;
    let given = false;
    const release = (): void => {
      if (given) return;
      given = true;
      places.active -= 1;
      const [next] = places.waiting;
      if (next !== undefined && places.active < limit()) next();
    };
    return Object.assign(release, { [Symbol.dispose]: release });
  };
  const tryAcquire = (userContext: UserExecutionContext): Release | undefined => {
    const places = placesOf(userContext);
    return places.active < limit() && places.waiting.size === 0 ? take(places) : undefined;
  };
  const acquire = async (userContext: UserExecutionContext): Promise<Release> => {
    requireContext(userContext, `${name}.acquire`);
    userContext.signal?.throwIfAborted();
    const free = tryAcquire(userContext);
    if (free !== undefined) return free;
    const places = placesOf(userContext);
    if (places.waiting.size >= maxWaiting) {
      throw new UserContextError('ERR_USER_LIMIT', `${name}: user "${userContext.userId}" has ${places.active} under way and ${places.waiting.size} waiting, which is the limit.`);
    }
    return waitFor(places, userContext.signal, () => take(places));
  };
  return {
    acquire,
    tryAcquire,
    async run(userContext, work) {
      const release = await acquire(userContext);
      try {
        assertStillWanted(userContext, name);
        return await work();
      } finally {
        release();
      }
    },
    active: (userContext) => placesOf(userContext).active,
    waiting: (userContext) => placesOf(userContext).waiting.size,
  };
}

function waitFor(places: Places, signal: AbortSignal | undefined, take: () => Release): Promise<Release> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      places.waiting.delete(go);
      signal?.removeEventListener('abort', abort);
    };
    const go = (): void => {
      stop();
      resolve(take());
    };
    const abort = (): void => {
      stop();
      reject(signal?.reason as Error);
    };
    places.waiting.add(go);
    signal?.addEventListener('abort', abort, { once: true });
  });
}

function assertStillWanted(userContext: UserExecutionContext, name: string): void {
  if (isOwnContext(userContext)) readScope(userContext)?.assertOpen(`${name}.run()`);
}
