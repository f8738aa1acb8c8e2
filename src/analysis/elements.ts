import type { Value } from '../facts/facts.js';
import type { Effect } from './effect.js';
import { isRecord } from './key-by-key.js';
import type { Program } from './program.js';
import { firstOf } from './provenance.js';
import type { Root } from './roots.js';
import { boundIn, type Seen, targetsIn } from './unfold.js';

/** An expression, and the calls through which it is met. */
export type Met = Omit<Seen, 'left'>;

const MAX_STEPS = 12;
const MAX_TARGETS = 3;

/** A change inside an entry of a collection: `runs.get(id).status = …`. */
export function isInsideElement({ place, path, operator }: Effect): boolean {
  const outer = operator === 'call' ? place.path : path.slice(0, -1);
  return outer.includes('*');
}

/** `limits[area].max = max` of `{ chat: { max: 10 }, search: { max: 5 } }`: whatever the key, one of the few entries that all have in common. */
export function isInFixedEntry(program: Program, root: Root, { place: { base }, path }: Effect): boolean {
  const depth = path.indexOf('*');
  if (base.kind !== 'variable' || depth < 0 || !isRecord(program, { base, path: path.slice(0, depth + 1) })) return false;
  return !root.effects.some((other) => other.mode === 'keyed' && other.path.length === depth + 1);
}

/** The key under which the entry was looked up: here, or in the function that handed it out (`notesOf(user).push(note)`). */
export function elementKey(program: Program, { file, at, method, frame }: Effect): Met | undefined {
  const facts = program.facts(file);
  const target = facts.writes.find((write) => write.at === at)?.target ?? facts.calls.find((call) => call.at === at && call.callee.kind === 'member' && call.callee.key === method)?.callee;
  return target && keyOf(program, { file, value: target.kind === 'member' ? target.object : target, frame }, 0);
}

function keyOf(program: Program, { file, value, frame }: Met, steps: number): Met | undefined {
  if (steps > MAX_STEPS) return undefined;
  const down = (part: Value): Met | undefined => keyOf(program, { file, value: part, frame }, steps + 1);
  switch (value.kind) {
    case 'await': return down(value.of);
    case 'either': return firstOf(value.of, down);
    case 'member': return typeof value.key !== 'string' && value.key.kind !== 'unknown' ? { file, value: value.key, frame } : down(value.object);
    case 'variable': {
      const bound = boundIn(program, file, value.id, frame);
      if (bound?.argument) return keyOf(program, { file: bound.site.file, value: bound.argument, frame: bound.outer }, steps + 1);
      return firstOf(program.variable(file, value.id)?.definitions ?? [], down);
    }
    case 'call': {
      const site = program.site(file, value.id);
      const call = program.facts(file).calls[value.id];
      const [asked] = call?.arguments ?? [];
      if (call?.callee.kind === 'member' && (call.callee.key === 'get' || (call.callee.key === 'find' || call.callee.key === 'findLast') && asked?.kind === 'function') && asked) return { file, value: asked, frame };
      const targets = site ? targetsIn(program, site, frame).slice(0, MAX_TARGETS) : [];
      return (site && firstOf(targets, (fn) => firstOf(fn.fact.returns, (returned) => keyOf(program, { file: fn.file, value: returned, frame: { fn, site, outer: frame } }, steps + 2)))) ?? (call && down(call.callee));
    }
    default: return undefined;
  }
}
