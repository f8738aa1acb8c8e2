import { MODULE_FUNCTION, type Value } from '../facts/facts.js';
import type { Effect } from './effect.js';
import { methodName } from './entries/entries.js';
import { type Place, placeKey } from './places.js';
import type { Program } from './program.js';

const NARROWS = /^(?:filter|toSpliced|slice)$/;
/** The same as functions of a library, which take the list first. */
const NARROWED = /^(?:without|difference|reject|filter|drop|dropRight|take|takeRight|pull)$/;
const NORMALISES = /^(?:trim|trimStart|trimEnd|toLowerCase|toUpperCase|normalize)$/;
const CHAINS = /^(?:then|catch|finally)$/;

/**
 * What an assignment makes of what the place held before: `runs = runs.filter(…)` takes entries out,
 * `queue = queue.then(work)` makes the next wait for the last, `newest = Math.max(newest, id)` counts on,
 * `model = model.trim()` says the same in another spelling.
 */
export function selfUpdate(program: Program, file: string, value: Value, place: Place): 'remove' | 'chain' | 'update' | undefined {
  const key = placeKey(place);
  const isOld = (part: Value): boolean => spelledPlace(file, part) === key || program.references.places(file, part).some((other) => placeKey(other) === key);
  const receiver = receiverOf(program, file, value, NARROWS) ?? narrowedOf(program, file, value);
  if (receiver && isOld(receiver)) return 'remove';
  const spelled = receiverOf(program, file, value, NORMALISES);
  if ((spelled && isOld(spelled)) || highestOf(program, file, value).some(isOld)) return 'update';
  for (let link = receiverOf(program, file, value, CHAINS), steps = 0; link && steps < 6; link = receiverOf(program, file, link, CHAINS), steps += 1) if (isOld(link)) return 'chain';
  return undefined;
}

/** `manager.clients`, whatever the manager is known to be. */
function spelledPlace(file: string, value: Value): string | undefined {
  const path: string[] = [];
  let bottom = value;
  for (; bottom.kind === 'member' && typeof bottom.key === 'string'; bottom = bottom.object) path.unshift(bottom.key);
  return bottom.kind === 'variable' ? placeKey({ base: { kind: 'variable', file, id: bottom.id }, path }) : undefined;
}

/** `clients` of `_.without(clients, client)`. */
function narrowedOf(program: Program, file: string, value: Value): Value | undefined {
  const call = value.kind === 'call' ? program.facts(file).calls[value.id] : undefined;
  return call && call.arguments.length > 1 && NARROWED.test(methodName(program, file, call.callee)) ? call.arguments[0] : undefined;
}

/** The numbers of which `Math.max` or `Math.min` takes one. */
function highestOf(program: Program, file: string, value: Value): readonly Value[] {
  const call = value.kind === 'call' ? program.facts(file).calls[value.id] : undefined;
  const callee = call?.callee;
  const isExtreme = callee?.kind === 'member' && callee.object.kind === 'global' && callee.object.name === 'Math' && (callee.key === 'max' || callee.key === 'min');
  return isExtreme ? call?.arguments ?? [] : [];
}

/** `hits[path] = (hits[path] ?? 0) + 1`: computed from what was there before. */
export function isCount(program: Program, { file, value, place, operator }: Effect): boolean {
  const collection = placeKey({ base: place.base, path: operator === 'call' ? place.path : place.path.slice(0, -1) });
  const isOld = (part: Value): boolean => part.kind === 'either' ? part.of.some(isOld) : part.kind === 'derived' ? part.from.some(isOld)
    : program.references.places(file, part).some(({ base, path }) => path.at(-1) === '*' && placeKey({ base, path: path.slice(0, -1) }) === collection);
  // `hits[path] ||= 0`, written out.
  const isStart = value.kind === 'either' && value.of.some(isOld) && value.of.every((part) => isOld(part) || part.kind === 'literal');
  return isStart || value.kind === 'derived' && value.from.some(isOld);
}

/** What such a method is called on, through a constant that its result was given to. */
function receiverOf(program: Program, file: string, value: Value, methods: RegExp): Value | undefined {
  if (value.kind === 'variable') {
    const variable = program.variable(file, value.id);
    const [only, other] = variable?.definitions ?? [];
    return variable && variable.kind === 'const' && variable.function !== MODULE_FUNCTION && only && !other ? receiverOf(program, file, only, methods) : undefined;
  }
  const callee = value.kind === 'call' ? program.facts(file).calls[value.id]?.callee : undefined;
  return callee?.kind === 'member' && typeof callee.key === 'string' && methods.test(callee.key) ? callee.object : undefined;
}
