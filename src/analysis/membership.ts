import type { Effect } from './effect.js';
import type { Program } from './program.js';
import type { ReadIndex } from './read-back.js';

const ASKS = /^(?:has|add|delete|clear|size|includes|indexOf|set|push|splice|length)$/;

/**
 * A collection of which nobody ever asks more than whether something is in it: `if (!warned.has(model)) warned.add(model)`.
 * Nothing of a user's comes out of it again.
 */
export function isMembershipOnly(program: Program, reads: ReadIndex, effect: Effect): boolean {
  if (effect.operator !== 'call' || (effect.method !== 'add' && effect.method !== 'push' && effect.method !== 'set')) return false;
  // A map gives out what it holds, unless that says no more than that it is there.
  if (effect.method === 'set' && effect.value.kind !== 'literal') return false;
  const found = reads.reads(effect.place);
  let asks = false;
  for (const { of, file } of found) {
    if (of.kind !== 'member' || typeof of.key !== 'string' || !ASKS.test(of.key)) return false;
    // `runs.push` on one of its elements is no question about the whole.
    if (!program.references.places(file, of.object).some(({ base, path }) => path.length === effect.place.path.length && base.kind === effect.place.base.kind)) return false;
    asks ||= of.key === 'has' || of.key === 'includes' || of.key === 'indexOf';
  }
  return asks;
}
