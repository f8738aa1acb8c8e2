import { ask, fromRemote, releaseRemotes, toRemote } from './inspector.js';

const PLAIN: ReadonlySet<unknown> = new Set([Object.prototype, Array.prototype, Map.prototype, Set.prototype, Promise.prototype, Function.prototype, null]);

type Property = { readonly name: string; readonly value?: { readonly objectId?: string; readonly value?: unknown } };

/**
 * The `#private` fields of an object, which only a debugger can see: state that is kept in them leaks
 * like any other. Where Node has no inspector, nothing is found.
 * @internal
 */
export function privateFields(holder: object): [name: string, value: unknown][] {
  if (PLAIN.has(Object.getPrototypeOf(holder))) return [];
  const { objectId } = toRemote(holder);
  const found = ask<{ privateProperties?: Property[] }>('Runtime.getProperties', { objectId, ownProperties: true });
  const fields = (found?.privateProperties ?? []).map(({ name, value }): [string, unknown] => [name, value?.objectId === undefined ? value?.value : fromRemote(value)]);
  releaseRemotes();
  return fields;
}
