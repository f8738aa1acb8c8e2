import type { Value } from '../facts/facts.js';
import type { Effect } from './effect.js';
import { variablesIn } from './places.js';
import type { Program } from './program.js';

const MAX_CALLERS = 12;
const MAX_DEPTH = 5;

/**
 * `remember(key, value)`, `share(key, load)`: a helper that keeps what it is given, for each of its calls. What one caller
 * leaves out of its key no other puts into it.
 */
export function perCall(program: Program, effect: Effect): readonly Effect[] {
  const { fn, frame, mode, key, value, file } = effect;
  if (mode !== 'keyed' || frame || !key || fn.callers.length < 2 || fn.callers.length > MAX_CALLERS) return [effect];
  const isGiven = (part: Value, depth = 0): boolean => {
    if (depth > MAX_DEPTH) return false;
    const down = (inner: Value): boolean => isGiven(inner, depth + 1);
    switch (part.kind) {
      case 'variable': return fn.fact.parameters.includes(part.id) || program.variable(file, part.id)?.function === fn.id && program.variable(file, part.id)?.definitions.some(down) === true;
      case 'await': return down(part.of);
      // `load().finally(…)`
      case 'member': return down(part.object);
      case 'call': return down(program.facts(file).calls[part.id]?.callee ?? { kind: 'unknown' });
      default: return false;
    }
  };
  const isKeyGiven = variablesIn(key).some((id) => isGiven({ kind: 'variable', id }));
  return isKeyGiven && isGiven(value) ? [effect, ...fn.callers.map((site): Effect => ({ ...effect, frame: { fn, site, outer: undefined } }))] : [effect];
}
