import type { Value } from '../facts/facts.js';
import type { Effect } from './effect.js';
import { type Reference, referenceKey } from './places.js';
import type { CallSite, Fn, Program } from './program.js';
import type { Root } from './roots.js';
import type { Analysis } from './verdict.js';

const MAX_DEPTH = 4;
/** An accessor, the factory that takes its place, and a worker: so few that any call may be made on this one. */
const FEW = 3;
const MAX_CALLS = 12;

/** Roots that hold one object which the program builds itself. */
const SINGLE: ReadonlySet<Root['kind']> = new Set(['variable', 'static', 'global', 'closure', 'property']);

/**
 * A change of `this`, as far as it may be made on the very object that a root holds. Where others of its class are built,
 * only the calls count that are seen to be made on this one.
 */
export function onThisObject({ program }: Analysis, root: Root, effect: Effect): readonly Effect[] {
  const { base } = effect.place;
  if (base.kind !== 'instance' || !SINGLE.has(root.kind) || effect.frame || root.values.some(({ value }) => value.kind === 'this')) return [effect];
  const built = constructions(program).get(referenceKey(base)) ?? [];
  if (built.length <= FEW || built.every((site) => isOwn(program, root, site))) return [effect];
  const method = methodOf(effect.fn);
  // Who calls it is not known.
  if (method.callers.length === 0) return [effect];
  const direct = method.callers.filter((site) => isMadeOn(program, root, site));
  if (method === effect.fn && direct.length <= MAX_CALLS && !method.callers.some((site) => isOnItself(program, root, site, new Set([method])))) {
    return direct.map((site): Effect => ({ ...effect, frame: { fn: method, site, outer: undefined } }));
  }
  return direct.length > 0 || method.callers.some((site) => isOnItself(program, root, site, new Set([method]))) ? [effect] : [];
}

/** Built for this root, or for a field of what it holds. */
function isOwn(program: Program, root: Root, { file, id, from }: CallSite): boolean {
  return [...root.values, ...root.effects].some((held) => held.file === file && contains(program, file, held.value, id))
    || (from.fact.kind === 'constructor' && root.classes.some((owner) => owner.file === from.file && owner.id === from.fact.class));
}

function contains(program: Program, file: string, value: Value, call: number, depth = 0): boolean {
  const down = (part: Value): boolean => contains(program, file, part, call, depth + 1);
  if (depth > MAX_DEPTH) return false;
  switch (value.kind) {
    case 'call': return value.id === call;
    case 'await': return down(value.of);
    case 'either': return value.of.some(down);
    case 'variable': return program.variable(file, value.id)?.definitions.some(down) ?? false;
    default: return false;
  }
}

function methodOf(fn: Fn): Fn {
  let at = fn;
  while (at.fact.class === undefined && at.parent) at = at.parent;
  return at;
}

function isMadeOn(program: Program, root: Root, { file, call: { callee } }: CallSite): boolean {
  return callee.kind === 'member' && callee.object.kind !== 'this' && denotes(program, root, file, callee.object, 0);
}

/** `this.push(…)` in a method that is called on the object of the root. */
function isOnItself(program: Program, root: Root, { call: { callee }, from }: CallSite, seen: Set<Fn>): boolean {
  const method = methodOf(from);
  if (callee.kind !== 'member' || callee.object.kind !== 'this' || seen.has(method)) return false;
  seen.add(method);
  return method.callers.length === 0 || method.callers.some((site) => isMadeOn(program, root, site) || isOnItself(program, root, site, seen));
}

/** Whether a value is seen to be what the root holds. */
function denotes(program: Program, root: Root, file: string, value: Value, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const down = (part: Value, at = file): boolean => denotes(program, root, at, part, depth + 1);
  switch (value.kind) {
    case 'await': return down(value.of);
    case 'either': return value.of.some((part) => down(part));
    case 'call': {
      if (root.values.some((held) => held.file === file && contains(program, file, held.value, value.id))) return true;
      return program.site(file, value.id)?.targets.some((fn) => fn.fact.returns.some((returned) => down(returned, fn.file))) ?? false;
    }
    case 'variable': {
      if (root.variable?.file === file && root.variable.id === value.id) return true;
      const variable = program.variable(file, value.id);
      if (variable?.imported) {
        const meaning = program.index.meaning(file, variable.imported);
        return meaning?.kind === 'value' && down(meaning.value, meaning.file);
      }
      if (variable?.kind !== 'parameter') return variable?.definitions.some((definition) => down(definition)) ?? false;
      const index = program.facts(file).functions[variable.function]?.parameters.indexOf(value.id) ?? -1;
      return program.fn(file, variable.function)?.callers.slice(0, MAX_CALLS).some((site) => {
        const argument = site.call.arguments[index];
        return argument !== undefined && down(argument, site.file);
      }) ?? false;
    }
    default: {
      return program.references.places(file, value).some(({ base, path }) => {
        const key = referenceKey(base);
        return key === root.key || `${key}.${path[0] ?? ''}` === root.key || (path.length === 1 && root.classes.some((owner) => referenceKey(owner) === key));
      });
    }
  }
}

const known: WeakMap<Program, ReadonlyMap<string, readonly CallSite[]>> = new WeakMap();

/** Every `new`, by the class that is built and by what that extends. */
function constructions(program: Program): ReadonlyMap<string, readonly CallSite[]> {
  const before = known.get(program);
  if (before) return before;
  const found: Map<string, CallSite[]> = new Map();
  for (const fn of program.allFunctions()) {
    for (const site of fn.calls) {
      if (!site.call.new) continue;
      for (const { base, path } of program.references.places(site.file, site.call.callee)) if (base.kind === 'class' && path.length === 0) add(program, found, base, site);
    }
  }
  known.set(program, found);
  return found;
}

function add(program: Program, found: Map<string, CallSite[]>, built: Reference & { kind: 'class' }, site: CallSite): void {
  let at: Reference & { kind: 'class' } | undefined = built;
  for (let depth = 0; at && depth < 6; depth += 1) {
    const key = referenceKey({ kind: 'instance', file: at.file, id: at.id });
    const sites = found.get(key);
    if (sites) sites.push(site);
    else found.set(key, [site]);
    const owner = program.class(at.file, at.id);
    at = owner && program.references.instances.superclass(at.file, owner);
  }
}
