import { MODULE_FUNCTION } from '../facts/facts.js';
import type { Effect } from './effect.js';
import { initialOf, isText } from './holders.js';
import type { Program } from './program.js';

/**
 * Whether a change can make a finding at all. What happens while modules load or an object is built, what empties, counts
 * or waits, and what a script does never can, whoever runs it and whatever the value is.
 */
export function isLive(program: Program, isConfined: (file: string) => boolean, effect: Effect): boolean {
  const { mode, fn, place: { base } } = effect;
  if (fn.id === MODULE_FUNCTION || fn.fact.kind === 'static-block' || isConfined(effect.file)) return false;
  if (fn.fact.kind === 'constructor' && base.kind === 'instance' && base.file === effect.file && base.id === fn.fact.class) return false;
  if (mode === 'remove' || mode === 'chain' || (mode === 'reset' && base.kind !== 'global')) return false;
  return mode !== 'update' || isText(initialOf(program, effect.place));
}
