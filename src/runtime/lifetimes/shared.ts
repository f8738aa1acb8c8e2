import { UserContextError } from '../errors.js';
import { logger } from '../monitor/logger.js';
import { isPromise } from '../promises.js';
import { outsideRequests } from './outside.js';

export type SharedOptions<T> = {
  /** What error messages call it; the function's own name unless given. */
  readonly name?: string;
  /** Called by {@link disposeShared} at shut-down. */
  readonly dispose?: (value: Awaited<T>) => unknown;
};

/** One thing for everybody in the process. */
export type Shared<T> = {
  (): T;
  /** Sets the value at start-up, once and before anyone has read it. */
  set(value: T): void;
  /** Forgets the value, so that the next read builds it anew: between tests, or where all state is emptied. Its disposer is called. */
  reset(): void;
};

const UNSET = Symbol('unset');
const BUILDING = Symbol('building');

/** What `shared` values must be taken down, in the order in which they were built. */
const built: Set<() => unknown> = new Set();

/**
 * One thing for everybody: a pool, a registry, metrics, configuration. It is built when first asked
 * for and outside every user's context, so that a socket it opens does not run as the first user for
 * ever. A failed build is not kept.
 */
export function shared<T>(make: () => T, options: SharedOptions<T> = {}): Shared<T> {
  const name = options.name ?? (make.name === '' ? 'shared' : make.name);
  const outside = outsideRequests();
  let value: T | typeof UNSET | typeof BUILDING = UNSET;
  let takeDown: (() => unknown) | undefined;

  const keep = (kept: T): T => {
    value = kept;
    const { dispose } = options;
    if (dispose !== undefined) built.add((takeDown = async () => dispose(await kept)));
    return kept;
  };
  const build = (): T => {
    value = BUILDING;
    let made: T;
    try {
      made = outside(make);
    } catch (error) {
      value = UNSET;
      throw error;
    }
    if (isPromise(made)) {
      made.then(undefined, () => {
        if (value === made) value = UNSET;
      });
    }
    return keep(made);
  };
  const read = (): T => {
    if (value === BUILDING) throw new UserContextError('ERR_CIRCULAR_CREATION', `${name}() was asked for while it was being built: what it builds needs itself.`);
    return value === UNSET ? build() : value;
  };
  return Object.assign(read, {
    set(given: T): void {
      if (value !== UNSET) throw new UserContextError('ERR_CONFIGURATION', `${name} is already set or in use. Set it once, at start-up, before the first request.`);
      keep(given);
    },
    reset(): void {
      value = UNSET;
      const disposer = takeDown;
      takeDown = undefined;
      // Who has called disposeShared() has disposed it.
      if (disposer === undefined || !built.delete(disposer)) return;
      void (async () => disposer())().catch((error: unknown) => {
        logger().error(`What ${name} held could not be disposed.`, { error });
      });
    },
  });
}

/**
 * Takes down what {@link shared} built, last first, at shut-down.
 * @throws AggregateError with every disposer's error, after all have run.
 */
export async function disposeShared(): Promise<void> {
  const disposers = [...built].toReversed();
  built.clear();
  const errors: unknown[] = [];
  for (const dispose of disposers) {
    try {
      await dispose();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} shared values could not be disposed.`);
}
