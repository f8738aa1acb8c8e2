import { subscribe } from 'node:diagnostics_channel';
import { UserContextError } from '../errors.js';
import { leaked } from '../monitor/channels.js';
import { logger } from '../monitor/logger.js';
import { callerPlace } from '../scope/place.js';
import { findBound, watchFactories, type Bound } from './bound-objects.js';

/** A user-bound object in something that outlives the request. */
export type SingletonLeak = {
  readonly singleton: string;
  /** Where in the singleton, as in `registry.sessions.get("a")`. */
  readonly path: string;
  readonly what: string;
  /** Where it was stored, if a guarded place caught it; a sweep only finds that it is there. */
  readonly storedAt: string | undefined;
  /** Where its request's scope was opened. */
  readonly boundAt: string | undefined;
  readonly message: string;
};

export type GuardOptions = {
  /** What reports call the singleton; its class's name unless given. */
  readonly name?: string;
  /** Told of each leak, beside the logger and the channel `unsingleton:leak`. */
  readonly onLeak?: (leak: SingletonLeak) => void;
  /** Whether storing throws: the quickest way to the line. */
  readonly throws?: boolean;
};

type Guarded = { readonly root: object; readonly name: string; readonly options: GuardOptions; readonly reported: Set<string> };

const guarded: Set<Guarded> = new Set();
let sweeping = false;

/**
 * For development: watches an object that lives as long as the process, and reports a user's object
 * that is stored in it, with the place of the storing and the place at which the user's request began.
 *
 * Its own properties, arrays, maps and sets are watched where they stand, so identity and private
 * fields stay as they were. What is stored in properties added later or in private fields is found
 * by a sweep after a scope has closed. Watching slows the object down: not for production.
 * @returns the same object.
 */
export function guardSingleton<Root extends object>(root: Root, options: GuardOptions = {}): Root {
  const entry: Guarded = { root, name: options.name ?? root.constructor.name, options, reported: new Set() };
  guarded.add(entry);
  watchFactories();
  watch(root, entry.name, entry, 3);
  if (!sweeping) {
    sweeping = true;
    let due = false;
    subscribe('unsingleton:scope:close', () => {
      if (due) return;
      due = true;
      setImmediate(() => {
        due = false;
        checkSingletons();
      });
    });
  }
  return root;
}

/** Looks through every guarded singleton for objects of requests that are over, and reports them. */
export function checkSingletons(): SingletonLeak[] {
  return [...guarded].flatMap((entry) => {
    const found = findBound(entry.root, entry.name, { privates: true });
    return found?.over === true ? report(entry, found.path, found, undefined) : [];
  });
}

function check(entry: Guarded, path: string, value: unknown): void {
  const found = findBound(value, path, { privates: false });
  if (found === undefined) return;
  const [leak] = report(entry, found.path, found, callerPlace());
  if (leak !== undefined && entry.options.throws === true) throw new UserContextError('ERR_FOREIGN_USER_CONTEXT', leak.message);
}

function report(entry: Guarded, path: string, { what, boundAt }: Bound, storedAt: string | undefined): SingletonLeak[] {
  // The same place is reported once: a busy server would drown in it. Storing throws every time, if it throws.
  const key = `${path} ${storedAt ?? ''}`;
  const known = entry.reported.has(key);
  entry.reported.add(key);
  const stored = storedAt === undefined ? 'it was found there after its request had ended' : `it was stored at ${storedAt}`;
  const message = `The singleton ${entry.name} keeps a user's object: ${path} is ${what} (opened at ${boundAt ?? 'a place that was not recorded'}); ${stored}.`;
  const leak: SingletonLeak = { singleton: entry.name, path, what, storedAt, boundAt, message };
  if (known) return entry.options.throws === true ? [leak] : [];
  leaked.publish({ kind: 'kept-by-singleton', message });
  logger().warn(message);
  entry.options.onLeak?.(leak);
  return [leak];
}

/** Watches an object's own properties and collections in place, so many levels deep. */
function watch(holder: object, path: string, entry: Guarded, levels: number): void {
  if (levels === 0 || Object.isFrozen(holder)) return;
  if (holder instanceof Map) intercept(holder, 'set', (key, value) => { check(entry, `${path}.get(${JSON.stringify(key) ?? '…'})`, value); });
  else if (holder instanceof Set) intercept(holder, 'add', (value) => { check(entry, `${path}.values()`, value); });
  else if (Array.isArray(holder)) {
    for (const method of ['push', 'unshift', 'splice', 'fill']) intercept(holder, method, (...values) => { check(entry, `${path}[]`, values); });
  } else {
    for (const key of Object.keys(holder)) watchProperty(holder, key, `${path}.${key}`, entry, levels);
  }
}

function watchProperty(holder: object, key: string, path: string, entry: Guarded, levels: number): void {
  const descriptor = Object.getOwnPropertyDescriptor(holder, key);
  if (descriptor === undefined || !('value' in descriptor) || descriptor.configurable !== true) return;
  let current: unknown = descriptor.value;
  if (typeof current === 'object' && current !== null) watch(current, path, entry, levels - 1);
  if (descriptor.writable !== true) return;
  Object.defineProperty(holder, key, {
    configurable: true,
    enumerable: descriptor.enumerable ?? true,
    get: () => current,
    set: (value: unknown) => {
      check(entry, path, value);
      current = value;
      if (typeof value === 'object' && value !== null) watch(value, path, entry, levels - 1);
    },
  });
}

/** Puts a check in front of a collection's own method. */
function intercept(collection: object, method: string, before: (...parameters: unknown[]) => void): void {
  const original = (collection as Record<string, (...parameters: unknown[]) => unknown>)[method];
  if (original === undefined || Object.hasOwn(collection, method)) return;
  Object.defineProperty(collection, method, {
    configurable: true,
    writable: true,
    value(this: unknown, ...parameters: unknown[]): unknown {
      before(...parameters);
      return original.apply(this, parameters);
    },
  });
}
