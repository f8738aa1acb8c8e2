import type { Value } from '../facts/facts.js';
import type { Effect } from './effect.js';
import { type Place, placeKey } from './places.js';
import type { Fn, Program } from './program.js';
import type { Reachability } from './reach.js';

const MAX_DEPTH = 4;

/** `context.user = user; return context`: the whole in which something was written, returned to somebody who looks at it later. */
export function wholeHandedOut(program: Program, reach: Reachability, { mode, path, place: { base }, fn }: Effect): Value | undefined {
  if (mode !== 'assign' || base.kind === 'instance') return undefined;
  const isWhole = (place: Place): boolean => place.path.length < path.length && placeKey({ base, path: path.slice(0, place.path.length) }) === placeKey(place);
  const whole = fn.fact.returns.find((value) => program.references.places(fn.file, value).some(isWhole));
  return whole && isKept(reach, fn, 0) ? whole : undefined;
}

/** Whether what a function returns goes to a framework, or is at hand while something is waited for. */
function isKept(reach: Reachability, fn: Fn, depth: number): boolean {
  if (reach.entries.has(fn)) return true;
  return depth < MAX_DEPTH && fn.callers.some(({ call, id, from }) => from.fact.awaits.some((at) => at > call.end)
    || (from.fact.returns.some((value) => isResultOf(value, id)) && isKept(reach, from, depth + 1)));
}

function isResultOf(value: Value, call: number): boolean {
  return value.kind === 'await' ? isResultOf(value.of, call) : value.kind === 'call' && value.id === call;
}
