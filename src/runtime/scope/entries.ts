import { isPromise } from '../promises.js';

/** What made an entry, and how it is taken down. @internal */
export type Definition = {
  readonly name: string;
  /** Instead of the instance's own `Symbol.asyncDispose` or `Symbol.dispose`; `false` for neither. */
  readonly dispose: ((instance: never) => unknown) | false | undefined;
};

/** @internal */
export const BUILDING = 0;
/** @internal */
export const READY = 1;
/** The value is a promise of the instance. @internal */
export const PENDING = 2;
/** @internal */
export const DISPOSED = 3;
/** @internal */
export const FAILED = 4;
/** @internal */
export type EntryState = typeof BUILDING | typeof READY | typeof PENDING | typeof DISPOSED | typeof FAILED;

/** One thing that a scope holds, chained to the one before it: no array, no map, two words of overhead. @internal */
export class Entry {
  // Declared, as those of a scope are.
  declare readonly definition: Definition;
  declare value: unknown;
  declare previous: Entry | undefined;
  declare state: EntryState;

  constructor(definition: Definition, value: unknown, previous: Entry | undefined, state: EntryState) {
    this.definition = definition;
    this.value = value;
    this.previous = previous;
    this.state = state;
  }
}

/** What `scope.defer()` registers: the value is the function to call. @internal */
export const DEFERRED: Definition = { name: 'defer', dispose: (callback: () => unknown) => callback() };

const NO_ERRORS: readonly unknown[] = Object.freeze([]);

/**
 * Takes everything down, newest first, each before the next begins. Every disposer runs whatever the
 * others do. Stays synchronous as long as the disposers are.
 * @returns the errors thrown, in order.
 * @internal
 */
export function disposeEntries(newest: Entry | undefined): readonly unknown[] | Promise<readonly unknown[]> {
  let errors = NO_ERRORS;
  for (let entry = newest; entry !== undefined; entry = entry.previous) {
    if (entry.state === PENDING) return disposeAsynchronously(entry, errors);
    try {
      const done = disposeOne(entry);
      if (done !== undefined && isPromise(done)) return disposeAsynchronously(entry, errors, done);
    } catch (error) {
      errors = fail(entry, error, errors);
    }
  }
  return errors;
}

async function disposeAsynchronously(first: Entry, before: readonly unknown[], running?: PromiseLike<unknown>): Promise<readonly unknown[]> {
  let errors = before;
  let underway = running;
  for (let entry: Entry | undefined = first; entry !== undefined; entry = entry.previous) {
    try {
      if (underway === undefined && entry.state === PENDING) {
        entry.value = await buildOf(entry);
        // A build that failed has taken its entry away: nothing is left to dispose.
        if (entry.state !== PENDING && entry.state !== READY) continue;
        entry.state = READY;
      }
      await (underway ?? disposeOne(entry));
    } catch (error) {
      errors = fail(entry, error, errors);
    }
    underway = undefined;
  }
  return errors;
}

async function buildOf(entry: Entry): Promise<unknown> {
  try {
    return await entry.value;
  } catch {
    // Whoever asked for the instance was told.
    entry.state = DISPOSED;
    return undefined;
  }
}

function disposeOne(entry: Entry): unknown {
  const { value, definition } = entry;
  // Let go first, so that nothing is retained even if the disposer throws or never ends.
  entry.value = undefined;
  entry.state = DISPOSED;
  return dispose(definition, value);
}

/** Takes an instance down, if there is a way to. @internal */
export function dispose({ dispose: given }: Definition, value: unknown): unknown {
  if (given !== undefined) return given === false ? undefined : given(value as never);
  const own = ownDisposer(value);
  return own === undefined ? undefined : own.call(value);
}

/** Whether there is a way to take an instance down. @internal */
export function isDisposable({ dispose: given }: Definition, value: unknown): boolean {
  return given === undefined ? ownDisposer(value) !== undefined : given !== false;
}

function ownDisposer(value: unknown): (() => unknown) | undefined {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return undefined;
  const disposable = value as Partial<AsyncDisposable & Disposable>;
  const own: unknown = disposable[Symbol.asyncDispose] ?? disposable[Symbol.dispose];
  return typeof own === 'function' ? (own as () => unknown) : undefined;
}

function fail(entry: Entry, error: unknown, errors: readonly unknown[]): readonly unknown[] {
  entry.state = FAILED;
  return [...errors, error];
}
