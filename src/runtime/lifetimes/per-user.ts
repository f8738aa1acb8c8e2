import type { UserExecutionContext } from '../context/user-execution-context.js';
import { UserContextError } from '../errors.js';
import { logger } from '../monitor/logger.js';
import { isPromise } from '../promises.js';
import { dispose } from '../scope/entries.js';
import { requireContext } from '../scope/open.js';
import { outsideRequests } from './outside.js';

export type PerUserOptions<T> = {
  /** What error messages call it; the function's own name unless given. */
  readonly name?: string;
  /**
   * How many users are remembered; beyond it the longest unused is dropped. 10,000 unless given: then the first drop is told by a
   * warning, because a quota that is dropped is a quota that begins anew. `Infinity` drops nobody.
   */
  readonly max?: number;
  /** Milliseconds after which a user who has not been seen is dropped; never unless given. */
  readonly ttlMs?: number;
  /** What must not be dropped yet, as a limit with runs under way. It may exceed `max`. */
  readonly busy?: (value: Awaited<T>) => boolean;
  /** Takes a dropped value down. By default its `Symbol.asyncDispose` or `Symbol.dispose` does; `false` for neither. */
  readonly dispose?: ((value: Awaited<T>) => unknown) | false;
};

/** One thing for each user, across requests. */
export type PerUser<T> = {
  /** @throws UserContextError without a context or with a look-alike. */
  (userContext: UserExecutionContext): T;
  /** Users that are remembered now. */
  readonly size: number;
  /** Drops a user, as when the account is closed. Returns whether there was something to drop. */
  forget(userContext: UserExecutionContext): boolean;
  /** Drops everybody: between tests, or where all state is emptied. */
  reset(): void;
};

type Kept<T> = { value: T; usedAt: number };

/**
 * One thing for each user that outlives the request: a quota, a concurrency limit, preferences.
 * The key is the context's own user, never a string from the caller, and `make` is told the user's
 * id only, so that it cannot keep the first request's context alive.
 */
export function perUser<T>(make: (userId: string) => T, options: PerUserOptions<T> = {}): PerUser<T> {
  const name = options.name ?? (make.name === '' ? 'perUser' : make.name);
  const max = positive(options.max ?? 10_000, `${name}: max`);
  const ttlMs = options.ttlMs === undefined ? undefined : positive(options.ttlMs, `${name}: ttlMs`);
  const outside = outsideRequests();
  // In the order of last use: a Map keeps the order in which keys were set.
  const kept: Map<string, Kept<T>> = new Map();
  let sweep: NodeJS.Timeout | undefined;
  let warned = false;

  const drop = (key: string, { value }: Kept<T>): void => {
    kept.delete(key);
    takeDown(name, options.dispose, value);
  };
  const isBusy = ({ value }: Kept<T>): boolean => options.busy !== undefined && !isPromise(value) && options.busy(value as Awaited<T>);
  const dropOldest = (): void => {
    let looks = 32;
    for (const [key, entry] of kept) {
      // Where the longest unused are all busy, the bound waits rather than every newcomer for the search.
      if (kept.size <= max || looks-- === 0) return;
      if (isBusy(entry)) continue;
      if (options.max === undefined && options.busy === undefined && !warned) {
        warned = true;
        process.emitWarning(`${name} remembers ${String(max)} users and now drops the longest unused. Say with max, ttlMs or busy what may be dropped.`, { type: 'Warning', code: 'USG_USERS_DROPPED' });
      }
      drop(key, entry);
    }
  };
  const dropExpired = (): void => {
    sweep = undefined;
    if (ttlMs === undefined) return;
    const now = performance.now();
    for (const [key, entry] of kept) {
      if (now - entry.usedAt >= ttlMs && !isBusy(entry)) drop(key, entry);
    }
    if (kept.size > 0) scheduleSweep(ttlMs);
  };
  const scheduleSweep = (milliseconds: number): void => {
    sweep ??= outside(() => setTimeout(dropExpired, Math.min(milliseconds, 2 ** 31 - 1)).unref());
  };
  const build = (key: string, userId: string, now: number): T => {
    const value = outside(() => make(userId));
    const entry: Kept<T> = { value, usedAt: now };
    kept.set(key, entry);
    if (isPromise(value)) value.then(undefined, () => kept.get(key) === entry && kept.delete(key));
    if (kept.size > max) dropOldest();
    if (ttlMs !== undefined) scheduleSweep(ttlMs);
    return value;
  };
  const read = (userContext: UserExecutionContext): T => {
    requireContext(userContext, name);
    const key = keyOf(userContext);
    const now = ttlMs === undefined ? 0 : performance.now();
    const entry = kept.get(key);
    if (entry === undefined) return build(key, userContext.userId, now);
    kept.delete(key);
    if (ttlMs !== undefined && now - entry.usedAt >= ttlMs && !isBusy(entry)) {
      takeDown(name, options.dispose, entry.value);
      return build(key, userContext.userId, now);
    }
    entry.usedAt = now;
    kept.set(key, entry);
    return entry.value;
  };
  return Object.defineProperty(
    Object.assign(read, {
      forget(userContext: UserExecutionContext): boolean {
        requireContext(userContext, `${name}.forget`);
        const key = keyOf(userContext);
        const entry = kept.get(key);
        if (entry !== undefined) drop(key, entry);
        return entry !== undefined;
      },
      reset(): void {
        for (const [key, entry] of kept) drop(key, entry);
      },
    }),
    'size',
    { get: () => kept.size },
  ) as PerUser<T>;
}

/** No user's id can be taken for a system job's. */
function keyOf(userContext: UserExecutionContext): string {
  return userContext.isSystem ? `system/${userContext.threadId}` : `user/${userContext.userId}`;
}

function takeDown<T>(name: string, given: PerUserOptions<T>['dispose'], value: T): void {
  // Nobody waits for a value to be dropped, so its failure goes to the logger.
  void (async () => dispose({ name, dispose: given }, await value))().catch((error: unknown) => {
    logger().error(`A value of ${name} could not be disposed.`, { error });
  });
}

function positive(value: number, what: string): number {
  if (value > 0) return value;
  throw new UserContextError('ERR_INVALID_ARGUMENT', `${what} must be a positive number, not ${String(value)}.`);
}
