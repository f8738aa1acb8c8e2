import { MODULE_FUNCTION } from '../facts/facts.js';
import type { Effect } from './effects.js';
import { referenceKey } from './places.js';
import type { Root } from './roots.js';

/** Pushed before and popped after some asynchronous work: whoever looks at the top meanwhile sees the last one in. */
export function isStack(root: Root, effect: Effect): boolean {
  return root.effects.some((other) => other.mode === 'remove' && (other.method === 'pop' || other.method === 'shift') && other.fn === effect.fn
    && effect.fn.fact.awaits.some((at) => at > effect.at && at <= other.at));
}

/** Somebody takes entries out again: the same place, or the whole of it. */
export function isEvicted(root: Root, effect: Effect): boolean {
  const own = collectionKey(effect);
  return root.effects.some((other) => other.fn.id !== MODULE_FUNCTION && other.fn.fact.kind !== 'constructor'
    && (other.mode === 'remove' || other.mode === 'reset') && (collectionKey(other) === own || (other.mode === 'reset' && [...other.path].join('.') === own.slice(own.indexOf(' ') + 1) && other.path.length > 0)));
}

/** The collection that an element is put into or taken out of. */
function collectionKey({ place, path, operator }: Effect): string {
  const inside = operator === 'call' ? place.path : path.slice(0, -1);
  return `${referenceKey(place.base).replaceAll(' ', '_')} ${inside.join('.')}`;
}
