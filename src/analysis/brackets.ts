import type { Effect } from './effect.js';
import { parameterIndex } from './parameters.js';
import { placeKey } from './places.js';
import { isWithin, type Fn, type Program } from './program.js';
import type { Root } from './roots.js';

/**
 * Set, used and put back before anything is waited for: `const restore = patch(window); try { return parse(text) } finally { restore() }`.
 * No other request can run in between.
 */
export function isPutBackAtOnce(program: Program, root: Root, effect: Effect): boolean {
  const own = placeKey({ base: effect.place.base, path: effect.path });
  const others = root.effects.filter((other) => other !== effect && placeKey({ base: other.place.base, path: other.path }) === own && (other.operator === '=' || other.operator === 'delete'));
  const setAt = effect.doneAt ?? effect.at;
  if (others.some((other) => other.fn === effect.fn && other.inFinally && other.at > setAt && !outlasts(program, effect.fn, setAt, other.at))) return true;
  const restores = others.filter((other) => other.fn !== effect.fn && isWithin(other.fn, effect.fn)).map(({ fn }) => fn);
  if (restores.length === 0 || effect.fn.fact.async || effect.fn.callers.length === 0) return false;
  return effect.fn.callers.every(({ from, call }) => {
    const back = from.calls.find((site) => site.call.at > call.at && (site.targets.some((target) => restores.includes(target)) || givesBack(program, site.file, site.call.callee, restores)));
    return back !== undefined && !outlasts(program, from, call.at, back.call.at);
  });
}

/** The function that the setter returned. */
function givesBack(program: Program, file: string, callee: Parameters<Program['functionsOf']>[1], restores: readonly Fn[]): boolean {
  if (callee.kind !== 'variable') return false;
  return (program.variable(file, callee.id)?.definitions ?? []).some((definition) => program.functionsOf(file, definition).some((fn) => restores.includes(fn)));
}

/** Something is waited for in between, or begun that goes on afterwards: asynchronous work, or a callback that may be such. */
function outlasts(program: Program, fn: Fn, from: number, to: number): boolean {
  return fn.fact.awaits.some((at) => at > from && at <= to)
    || fn.calls.some(({ file, call, targets }) => call.at > from && call.at < to && (targets.some(({ fact }) => fact.async) || parameterIndex(program, file, call.callee) !== undefined));
}
