import { MODULE_FUNCTION } from '../facts/facts.js';
import type { Accessor } from './accessors.js';
import type { Fn } from './program.js';
import type { UserNode, UsersGraph } from './report.js';
import type { Root } from './roots.js';
import type { Sources } from './sources.js';
import type { Analysis } from './verdict.js';

/** What one picture can hold and a person can still follow. */
const MAX_NODES = 28;

export const NO_USERS: UsersGraph = { nodes: [], edges: [], more: 0 };

/** Who reaches a singleton: backwards from the functions that touch it, up to the routes. */
export function usersOf({ program, reach, reads }: Analysis, sources: Sources, root: Root, accessor: Accessor | undefined): UsersGraph {
  const touched = root.effects.flatMap(({ fn, place }) => [fn, ...reads.reads(place).map((read) => read.fn)]);
  const touching = new Set(touched.filter((fn) => fn.id !== MODULE_FUNCTION && fn.fact.kind !== 'constructor'));
  if (accessor) for (const fn of program.functions(accessor.file)) if (fn.fact.name === accessor.name) touching.add(fn);
  const order: Map<Fn, number> = new Map();
  const edges: Map<string, readonly [number, number]> = new Map();
  const beyond: Set<Fn> = new Set();
  const enter = (fn: Fn, to: number): void => {
    let at = order.get(fn);
    if (at === undefined && order.size >= MAX_NODES) {
      beyond.add(fn);
      return;
    }
    if (at === undefined) order.set(fn, at = order.size + 1);
    if (at !== to) edges.set(`${String(at)} ${String(to)}`, [at, to]);
  };
  for (const fn of touching) enter(fn, 0);
  // The map grows while it is walked: breadth first, so that the nearest users come into the picture.
  for (const [fn, at] of order) if (!reach.entries.has(fn)) for (const user of usersOfFunction(fn)) enter(user, at);
  const nodes: UserNode[] = [{ kind: 'singleton', name: root.name, ...placeOf(sources, root.file, root.at) }];
  for (const fn of order.keys()) {
    const entry = reach.entries.get(fn);
    nodes.push({ kind: entry ? 'route' : 'function', name: entry?.name ?? nameOf(fn), ...placeOf(sources, fn.file, fn.fact.at) });
  }
  return { nodes, edges: [...edges.values()], more: beyond.size };
}

/** Its callers; a closure that nobody calls by name is used by the function that it is written in. */
function usersOfFunction(fn: Fn): readonly Fn[] {
  const callers = fn.callers.map(({ from }) => from);
  const outer = callers.length === 0 && fn.parent && fn.fact.class === undefined ? [fn.parent] : [];
  return [...callers, ...outer].filter(({ id }) => id !== MODULE_FUNCTION);
}

function nameOf(fn: Fn): string {
  return fn.fact.name === '' ? 'a function without a name' : fn.fact.name;
}

function placeOf(sources: Sources, file: string, at: number): { readonly file: string; readonly line: number } {
  return { file: sources.relative(file), line: sources.position(file, at).line };
}
