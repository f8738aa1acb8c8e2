import type { Value } from '../facts/facts.js';
import type { Effect } from './effect.js';
import { methodName } from './entries/entries.js';
import type { Analysis } from './verdict.js';
import type { Fn, Program } from './program.js';
import type { ReadSite } from './read-back.js';
import { type Place, placeKey } from './places.js';
import { principalByName } from './tie-break.js';

const PASSES_ON = /^(?:values|entries|map|slice|splice|filter|sort|toSorted|reverse|toReversed|flatMap|concat|toArray|flat|join)$/;
const TAKES_WHOLE = /^(?:from|values|entries|fromEntries|stringify|structuredClone|cloneDeep|clone|json|send)$/;

/** From a list to the answer that holds it: mapped, joined with another, put into an object. */
const MAX_STEPS = 16;

/**
 * Finds where a request is answered with everything that a collection holds: entries of all users,
 * however well each is keyed. Filtering by who asks makes it right.
 */
export function listedAt(analysis: Analysis, effect: Effect): ReadSite | undefined {
  if (effect.mode !== 'keyed' && effect.mode !== 'append') return undefined;
  const path = effect.operator === 'call' ? effect.place.path : effect.place.path.slice(0, -1);
  if (path.includes('*')) return undefined;
  const place: Place = { base: effect.place.base, path };
  const key = placeKey(place);
  for (const read of analysis.reads.reads(place)) {
    if (analysis.reach.of(read.fn) !== 'request' || analysis.isConfined(read.file)) continue;
    if (hands(analysis.program, read.fn, key, effect.mode === 'append')) return read;
  }
  return undefined;
}

/** Whether a function returns, or answers with, the whole collection. */
function hands(program: Program, fn: Fn, key: string, isList: boolean): boolean {
  if (isList && fn.fact.returns.some((value) => isAll(program, fn.file, value, key))) return true;
  if (fn.fact.returns.some((value) => isWhole(program, fn.file, value, key, 0, true))) return true;
  return fn.calls.some(({ call }) => /^(?:json|send|emit|reply)$/.test(methodName(program, fn.file, call.callee))
    && call.arguments.some((argument) => isWhole(program, fn.file, argument, key, 0, true)));
}

function isWhole(program: Program, file: string, value: Value, key: string, depth: number, isTop: boolean): boolean {
  if (depth > MAX_STEPS) return false;
  const down = (part: Value): boolean => isWhole(program, file, part, key, depth + 1, false);
  switch (value.kind) {
    case 'await': return down(value.of);
    case 'either': return value.of.some(down);
    case 'derived': return value.from.some((part) => isSpread(program, file, part, key) || down(part));
    case 'array': return value.elements.some(down);
    case 'object': return value.properties.some((property) => down(property.value)) || value.spreads.some(down);
    case 'variable': {
      const variable = program.variable(file, value.id);
      if (!variable || variable.function === 0 || variable.kind === 'parameter') return !isTop && denotes(program, file, value, key) && depth > 1;
      return variable.definitions.some(down);
    }
    case 'call': {
      const call = program.facts(file).calls[value.id];
      if (!call) return false;
      const method = methodName(program, file, call.callee);
      if (call.callee.kind === 'member' && PASSES_ON.test(method)) {
        if (method === 'filter' && call.arguments.some((argument) => asksWho(program, file, argument))) return false;
        if (denotes(program, file, call.callee.object, key)) return true;
        if (down(call.callee.object)) return true;
      }
      const first = call.arguments[0];
      return TAKES_WHOLE.test(method) && first !== undefined && (denotes(program, file, first, key) || down(first));
    }
    default: return false;
  }
}

/** A list given away as it is, directly or under a local name. */
function isAll(program: Program, file: string, value: Value, key: string): boolean {
  if (value.kind === 'variable') {
    const variable = program.variable(file, value.id);
    if (variable && variable.function !== 0 && variable.kind !== 'parameter') return variable.definitions.some((definition) => isAll(program, file, definition, key));
  }
  return (value.kind === 'variable' || value.kind === 'member') && denotes(program, file, value, key);
}

/** `[...history]` */
function isSpread(program: Program, file: string, value: Value, key: string): boolean {
  return denotes(program, file, value, key);
}

function denotes(program: Program, file: string, value: Value, key: string): boolean {
  return program.references.places(file, value).some((place) => placeKey(place) === key);
}

/** A predicate that compares with the user, session or tenant. */
function asksWho(program: Program, file: string, predicate: Value): boolean {
  return program.functionsOf(file, predicate).some((fn) => fn.fact.reads.some(({ of }) => {
    let text = '';
    for (let part: Value = of; ; part = part.object) {
      if (part.kind === 'variable') text = `${program.variable(file, part.id)?.name ?? ''}.${text}`;
      if (part.kind !== 'member') break;
      if (typeof part.key === 'string') text = `${part.key}.${text}`;
    }
    return principalByName(text, true);
  }));
}
