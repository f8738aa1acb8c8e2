import type { Effect } from './effect.js';
import type { Met } from './elements.js';
import { covers, tellsApart } from './keys.js';
import type { Program } from './program.js';
import type { Source } from './source.js';
import { unfold } from './unfold.js';
import type { Analysis, Verdict } from './verdict.js';

/**
 * `carts.set(user?.id ?? 'guest', items)`: a key of one's own for whoever is signed in, and one for all others together.
 * That is right as long as what is kept depends on nothing but that key: then all guests are due the same.
 */
export function besideGuests({ program, origins, reads }: Analysis, effect: Effect, key: Met | undefined, sources: readonly Source[], verdict: Verdict): Verdict {
  if (!key || (verdict.level !== 'none' && verdict.level !== 'info') || !hasFallback(program, key)) return verdict;
  const keys = origins.of(key.file, key.value, key.frame);
  const source = keys.some((one) => tellsApart(program, one)) ? sources.find((one) => one.certainty === 'identity' && !keys.some((other) => covers(other, one))) : undefined;
  const readBack = source && reads.of(effect);
  return source && readBack?.kind === 'elsewhere' ? { level: 'warn', confidence: 'likely', reason: 'shared-by-guests', effect, source, readBack } : verdict;
}

/** A constant beside what says who it is. */
function hasFallback(program: Program, key: Met): boolean {
  const parts = unfold(program, { ...key, left: [] });
  return parts.some(({ value }) => value.kind === 'literal' && value.text !== '') && parts.some(({ value }) => value.kind !== 'literal' && value.kind !== 'empty');
}
