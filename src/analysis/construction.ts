import type { Effect } from './effect.js';
import type { Fn, Program } from './program.js';
import type { Root } from './roots.js';

/** The change happens while the long-lived object is being built. */
export function isOwnConstruction(program: Program, root: Root, effect: Effect): boolean {
  // `new Workspace(user)` that returns the first one: its constructor is the accessor.
  if (root.values.some(({ file, value }) => value.kind === 'this' && file === effect.fn.file && program.facts(file).functions[value.function]?.class === effect.fn.fact.class)) return false;
  return isPartOfConstruction(effect.fn) && root.classes.some(({ file, id }) => file === effect.fn.file && id === effect.fn.fact.class) || (root.kind === 'container' || root.kind === 'wired') && effect.fn.fact.kind === 'constructor';
}

/** The constructor, or what only the constructor calls on its object. */
function isPartOfConstruction(fn: Fn, depth = 0): boolean {
  if (fn.fact.kind === 'constructor') return true;
  return depth < 4 && fn.fact.class !== undefined && fn.callers.length > 0
    && fn.callers.every(({ call, from }) => call.callee.kind === 'member' && call.callee.object.kind === 'this' && from.fact.class === fn.fact.class && isPartOfConstruction(from, depth + 1));
}
