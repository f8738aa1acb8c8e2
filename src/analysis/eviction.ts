import { MODULE_FUNCTION, type Value } from '../facts/facts.js';
import type { Effect } from './effect.js';
import { methodName } from './entries/entries.js';
import { type Reference, referenceKey } from './places.js';
import { isWithin, type Program } from './program.js';
import type { Root } from './roots.js';
import type { Analysis } from './verdict.js';

/** Pushed before and popped after some asynchronous work: whoever looks at the top meanwhile sees the last one in. */
export function isStack(root: Root, effect: Effect): boolean {
  // Put in line and left there, on one way through the function; taken out of the line on another.
  const isOnTheWay = ({ at }: Effect): boolean => effect.branch === undefined || effect.branch > at;
  return root.effects.some((other) => other.mode === 'remove' && (other.method === 'pop' || other.method === 'shift') && other.fn === effect.fn && isOnTheWay(other)
    && effect.fn.fact.awaits.some((at) => at > effect.at && at <= other.at));
}

/** Somebody takes entries out again: the same place, or the whole of it. */
export function isEvicted(root: Root, effect: Effect): boolean {
  return evictions(root, effect).length > 0;
}

/** A list that is merely kept short: the oldest goes, nobody takes out what is his own, and requests look at all of it. */
export function isOnlyKeptShort({ program, reach, reads }: Analysis, root: Root, effect: Effect): boolean {
  return evictions(root, effect).every((other) => isTrim(program, other)) && reads.reads(effect.place).some(({ fn, of }) => reach.of(fn) === 'request' && looksAtAll(of));
}

/** Emptied only on another way, or by somebody else, and looked at as a whole right after something was added: with all that others have added since. */
export function isShownBeforeItIsEmptied({ reads }: Analysis, root: Root, effect: Effect): boolean {
  const isOnTheWay = (at: number): boolean => at > effect.at && (effect.branch === undefined || at < effect.branch);
  return evictions(root, effect).every(({ mode, fn, at }) => mode === 'reset' && (fn !== effect.fn || effect.branch !== undefined && at > effect.branch))
    && reads.reads(effect.place).some(({ fn, at, of }) => fn === effect.fn && isOnTheWay(at) && looksAtAll(of));
}

/** `return pending.shift()` in what requests run: whoever asks next gets it, whose ever it is. */
export function isHandedToNext({ program, reach }: Analysis, root: Root, effect: Effect): boolean {
  return evictions(root, effect).some(({ method, fn, file, at }) => {
    if (method !== 'shift' && method !== 'pop' || reach.of(fn) !== 'request' || isWithin(effect.fn, fn)) return false;
    const isTaken = (value: Value): boolean => value.kind === 'either' ? value.of.some(isTaken) : value.kind === 'call' && program.facts(file).calls[value.id]?.at === at;
    return fn.fact.returns.some((value) => isTaken(value) || value.kind === 'variable' && program.variable(file, value.id)?.definitions.some(isTaken) === true);
  });
}

/** `add(item)` for one request, `const total = sum(items); items = []; return total` for another: that one gets what all have put there. */
export function isTakenByAnother({ reach }: Analysis, root: Root, effect: Effect): boolean {
  const entry = reach.entryOf(effect.fn);
  return entry !== undefined && evictions(root, effect).every(({ mode, operator, fn }) => {
    const taker = reach.entryOf(fn);
    return mode === 'reset' && operator === '=' && taker !== undefined && taker.fn !== entry.fn && !reach.isBoot(fn) && fn.fact.returns.length > 0 && !isWithin(fn, effect.fn)
      && !effect.fn.calls.some(({ targets }) => targets.includes(fn)) && !fn.calls.some(({ targets }) => targets.includes(effect.fn));
  });
}

/** `recent.pop();`, `recent.splice(20);`, `recent = recent.slice(-20)`: what goes is thrown away, whoever's it is. */
function isTrim(program: Program, { file, at, method, operator, key, value }: Effect): boolean {
  const { calls } = program.facts(file);
  if (operator === '=') return value.kind === 'call' && methodName(program, file, calls[value.id]?.callee ?? value) === 'slice';
  const isKnownPlace = method === 'pop' || method === 'shift' || (method === 'splice' && key?.kind === 'literal');
  return isKnownPlace && calls.some((call) => call.at === at && call.statement === true);
}

/** More than a question after one entry, or after how many there are. */
function looksAtAll(of: Value): boolean {
  return of.kind !== 'member' || typeof of.key !== 'string' || !/^(?:length|size|push|unshift|pop|shift|splice|add|delete|clear|set|has|get|includes|indexOf|lastIndexOf|find|findIndex|findLast|filter|some|every)$/.test(of.key);
}

/** Entries go only when a later request asks for it by their key; without that request they stay. */
export function isEvictedOnlyWhenAsked({ program, reach }: Analysis, root: Root, effect: Effect): boolean {
  return evictions(root, effect).every((other) => {
    if (isTaken(program, other)) return false;
    if (other.mode !== 'remove' || other.method !== undefined && other.method !== 'delete' || isWithin(other.fn, effect.fn) || isWithin(effect.fn, other.fn)) return false;
    // Cleaned up by the work that this very request has begun.
    if (other.inFinally || effect.fn.calls.some(({ targets }) => targets.includes(other.fn))) return false;
    const path = reach.path(other.fn);
    const entry = reach.entryOf(other.fn);
    return entry !== undefined && !ENDS.test(entry.name) && !ENDS.test(other.fn.fact.name) && path.every(({ site }) => site !== undefined);
  });
}

/** `const draft = drafts.get(key); drafts.delete(key); return draft`: what is left for somebody is gone once he has it. */
function isTaken(program: Program, { fn, place }: Effect): boolean {
  const entry = collectionKey(place.base, [...place.path, '*']);
  return fn.fact.returns.some((value) => program.references.places(fn.file, value).some(({ base, path }) => collectionKey(base, path) === entry));
}

const ENDS = /close|disconnect|end|finish|exit|leave|quit|clean|expire|evict|prune|sweep|dispose|destroy|abort|timeout|error/i;

function evictions(root: Root, effect: Effect): readonly Effect[] {
  const { place, path, operator } = effect;
  const own = collectionKey(place.base, operator === 'call' ? place.path : path.slice(0, -1));
  return root.effects.filter((other) => other.fn.id !== MODULE_FUNCTION && other.fn.fact.kind !== 'constructor' && (other.mode === 'remove' || other.mode === 'reset')
    && (collectionKey(other.place.base, other.operator === 'call' ? other.place.path : other.path.slice(0, -1)) === own
      // The whole is emptied, or replaced by a part of itself.
      || other.operator === '=' && collectionKey(other.place.base, other.path) === own));
}

/** The collection that an element is put into or taken out of. */
function collectionKey(base: Reference, path: readonly string[]): string {
  return [referenceKey(base), ...path].join('.');
}
