import { subscribe } from 'node:diagnostics_channel';
import { isOwnContext, readScope, UserExecutionContext } from '../context/user-execution-context.js';
import type { CreateMessage } from '../monitor/channels.js';
import { isPromise } from '../promises.js';
import { privateFields } from '../testing/private-fields.js';

/** Something that belongs to one user's request, and where that began. @internal */
export type Bound = { readonly what: string; readonly boundAt: string | undefined; readonly over: boolean };

type Record = { readonly factory: string; readonly requestId: string; readonly context: WeakRef<UserExecutionContext> };

const instances: WeakMap<object, Record> = new WeakMap();
let watching = false;

/** From now on, remembers what per-request factories make. @internal */
export function watchFactories(): void {
  if (watching) return;
  watching = true;
  subscribe('unsingleton:create', (message) => {
    const { context, factory, instance } = message as CreateMessage;
    const remember = (made: unknown): void => {
      if (typeof made === 'object' && made !== null) instances.set(made, { factory, requestId: context.requestId, context: new WeakRef(context) });
    };
    remember(instance);
    if (isPromise(instance)) instance.then(remember, () => {});
  });
}

/** Whose an object is, if it is anybody's. @internal */
export function boundTo(value: object): Bound | undefined {
  if (UserExecutionContext.is(value)) return describe(`the UserExecutionContext of request ${value.requestId}`, value);
  const record = instances.get(value);
  return record && describe(`what ${record.factory}() made for request ${record.requestId}`, record.context.deref());
}

function describe(what: string, context: UserExecutionContext | undefined): Bound {
  const scope = context !== undefined && isOwnContext(context) ? readScope(context) : undefined;
  return { what, boundAt: scope?.place, over: context === undefined || scope?.closed === true };
}

/** How far from a stored value a user-bound object is looked for. */
const MAX_OBJECTS = 2_000;

/** The nearest user-bound object in what hangs on a value, and the path to it. @internal */
export function findBound(root: unknown, path: string, options: { readonly privates: boolean }): (Bound & { readonly path: string }) | undefined {
  const seen: Set<object> = new Set();
  const queue: { readonly value: unknown; readonly path: string }[] = [{ value: root, path }];
  for (const { value, path: at } of queue) {
    if (typeof value !== 'object' || value === null || seen.has(value) || seen.size > MAX_OBJECTS) continue;
    seen.add(value);
    const bound = boundTo(value);
    if (bound !== undefined) return { ...bound, path: at };
    for (const [name, held] of heldBy(value, options.privates)) queue.push({ value: held, path: `${at}${name}` });
  }
  return undefined;
}

function heldBy(value: object, privates: boolean): [name: string, held: unknown][] {
  const entries: [string, unknown][] = [];
  if (value instanceof Map) for (const [key, held] of value as Map<unknown, unknown>) entries.push([`.get(${typeof key === 'string' ? JSON.stringify(key) : '…'})`, held], ['.keys()', key]);
  if (value instanceof Set) for (const held of value as Set<unknown>) entries.push(['.values()', held]);
  for (const key of Reflect.ownKeys(value)) {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    if (descriptor !== undefined && 'value' in descriptor) entries.push([Array.isArray(value) ? `[${String(key)}]` : `.${String(key)}`, descriptor.value]);
  }
  if (privates) for (const [name, held] of privateFields(value)) entries.push([`.${name}`, held]);
  return entries;
}
