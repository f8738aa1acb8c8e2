import type { Effect } from './effect.js';
import type { Program } from './program.js';
import type { Root } from './roots.js';
import type { Analysis } from './verdict.js';

/**
 * A global slot has writers that no program shows. A request that uses what is there and then takes it away
 * does so to every other request.
 */
export function isTornDown({ reach, program }: Analysis, root: Root, effect: Effect): boolean {
  if (root.kind !== 'global' || reach.of(effect.fn) !== 'request' || effect.path.length > 0 || isBeingPrepared(program, root)) return false;
  return effect.fn.calls.some(({ call, file }) => call.callee.kind === 'member' && program.references.places(file, call.callee.object).some(({ base, path }) => base.kind === 'global' && path.length === 0 && base.name !== 'console' && program.facts(file).writes.some(({ target }) => target.kind === 'member' && target.key === base.name)));
}

/** `global.preparing = (async () => …)()`, taken away if it fails so that the next one tries again: nobody's, and awaited by all. */
function isBeingPrepared(program: Program, root: Root): boolean {
  const made = root.values.filter(({ value }) => value.kind !== 'empty');
  return made.length > 0 && made.every(({ file, value }) => value.kind === 'call' && program.site(file, value.id)?.targets.some(({ fact }) => fact.async) === true);
}
