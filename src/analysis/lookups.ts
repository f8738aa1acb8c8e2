import type { Value } from '../facts/facts.js';
import type { Effect } from './effect.js';
import { isOnce } from './keys.js';
import { type Place, placeKey } from './places.js';
import { isWithin } from './program.js';
import type { Analysis } from './verdict.js';

/** What is done to something that nobody needs any more. */
export const ENDS: RegExp = /^(?:stop|close|end|disconnect|destroy|kill|abort|cancel|terminate|logout|quit|dispose|unsubscribe|removeAllListeners|clear|reject)$/;

/**
 * Whether what a collection holds is ever given to somebody instead of being made for him: returned, handed on, or put
 * elsewhere, or used. Of a registry that is only asked to stop or to close what it holds, nobody gets what is another's.
 */
export function isAnsweredFrom({ program, reads }: Analysis, effect: Effect): boolean {
  const { place, path, operator } = effect;
  // `cache.wrap(key, make)` gives out what it keeps.
  if (isOnce(program, effect) || place.base.kind === 'external' || effect.method !== undefined && !/^(?:set|put|setItem)$/.test(effect.method)) return true;
  const collection: Place = { base: place.base, path: operator === 'call' ? place.path : path.slice(0, -1) };
  const element = placeKey({ base: place.base, path: [...collection.path, '*'] });
  const readers = new Set(reads.reads(collection).map(({ fn }) => fn));
  return [...readers].some((reader) => program.functions(reader.file).some((fn) => {
    if (!isWithin(fn, reader)) return false;
    const isEntry = (value: Value): boolean => value.kind === 'either' || value.kind === 'array' ? (value.kind === 'either' ? value.of : value.elements).some(isEntry) : value.kind === 'object' ? value.properties.some((property) => isEntry(property.value))
      : program.references.places(fn.file, value).some((other) => placeKey(other).startsWith(element));
    const written = program.facts(fn.file).writes.filter((write) => write.function === fn.id);
    return fn.fact.returns.some(isEntry) || fn.calls.some(({ call: { callee, arguments: args } }) => args.some(isEntry) || callee.kind === 'member' && !ENDS.test(String(callee.key)) && isEntry(callee.object)) || written.some(({ value }) => isEntry(value));
  }));
}
