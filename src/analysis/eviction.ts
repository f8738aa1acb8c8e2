import { MODULE_FUNCTION } from '../facts/facts.js';
import type { Effect } from './effect.js';
import { type Reference, referenceKey } from './places.js';
import type { Fn } from './program.js';
import type { Root } from './roots.js';
import type { Analysis } from './verdict.js';

/** Pushed before and popped after some asynchronous work: whoever looks at the top meanwhile sees the last one in. */
export function isStack(root: Root, effect: Effect): boolean {
  return root.effects.some((other) => other.mode === 'remove' && (other.method === 'pop' || other.method === 'shift') && other.fn === effect.fn
    && effect.fn.fact.awaits.some((at) => at > effect.at && at <= other.at));
}

/** Somebody takes entries out again: the same place, or the whole of it. */
export function isEvicted(root: Root, effect: Effect): boolean {
  return evictions(root, effect).length > 0;
}

/** Entries go only when a later request asks for it by their key; without that request they stay. */
export function isEvictedOnlyWhenAsked({ reach }: Analysis, root: Root, effect: Effect): boolean {
  return evictions(root, effect).every((other) => {
    if (other.mode !== 'remove' || other.method !== undefined && other.method !== 'delete' || isWithin(other.fn, effect.fn) || isWithin(effect.fn, other.fn)) return false;
    const path = reach.path(other.fn);
    const entry = reach.entryOf(other.fn);
    return entry !== undefined && !ENDS.test(entry.name) && !ENDS.test(other.fn.fact.name) && path.every(({ site }) => site !== undefined);
  });
}

const ENDS = /close|disconnect|end|finish|exit|leave|quit|clean|expire|evict|prune|sweep|dispose|destroy|abort|timeout|error/i;

function isWithin(fn: Fn, owner: Fn): boolean {
  for (let at: Fn | undefined = fn; at; at = at.parent) if (at === owner) return true;
  return false;
}

function evictions(root: Root, effect: Effect): readonly Effect[] {
  const { place, path, operator } = effect;
  const own = collectionKey(place.base, operator === 'call' ? place.path : path.slice(0, -1));
  return root.effects.filter((other) => other.fn.id !== MODULE_FUNCTION && other.fn.fact.kind !== 'constructor' && (other.mode === 'remove' || other.mode === 'reset')
    && (collectionKey(other.place.base, other.operator === 'call' ? other.place.path : other.path.slice(0, -1)) === own
      // The whole is emptied, or replaced by a part of itself.
      || other.operator === '=' && collectionKey(other.place.base, other.path) === own));
}

/** The collection that an element is put into or taken out of. */
function collectionKey(base: Reference, path: readonly string[]): string {
  return [referenceKey(base), ...path].join('.');
}
