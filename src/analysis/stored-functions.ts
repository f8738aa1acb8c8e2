import { type Call, MODULE_FUNCTION, type Value } from '../facts/facts.js';
import { methodName } from './entries/entries.js';
import { parameterIndex } from './parameters.js';
import { type Place, placeKey, type Reference, referenceKey } from './places.js';
import type { CallSite, Fn, Program } from './program.js';

const PUTS: ReadonlyMap<string, number> = new Map([['push', 0], ['unshift', 0], ['add', 0], ['append', 0], ['set', 1]]);
/** What gives each element of what it is called on to the function that it is given. */
const EACH = /^(?:forEach|map|flatMap|some|every|find|filter)$/;
/** A table of so many functions is one of commands, most of which a call does not mean. */
const MAX_STORED = 24;

/**
 * Calls of functions that the program has put somewhere before: `hooks.push(hook)` … `for (const hook of hooks) hook(user)`,
 * `commands[name](argument)`, `onSignIn = hook` … `onSignIn(user)`.
 */
export function* callsOfStored(program: Program): Generator<{ readonly site: CallSite; readonly stored: readonly Fn[] }> {
  const calls: { readonly site: CallSite; readonly keys: readonly string[] }[] = [];
  for (const fn of program.allFunctions()) {
    for (const site of fn.calls) {
      const keys = site.targets.length > 0 || site.call.new ? [] : slotsCalled(program, site).map(placeKey);
      if (keys.length > 0) calls.push({ site, keys });
    }
  }
  if (calls.length === 0) return;
  const stored = functionsStored(program, new Set(calls.flatMap(({ keys }) => keys)));
  for (const { site, keys } of calls) {
    const found = keys.flatMap((key) => stored.get(key) ?? []);
    if (found.length > 0 && found.length <= MAX_STORED) yield { site, stored: found };
  }
}

/**
 * Whether a call may run whatever somebody has put where its callee is read.
 * @param names of properties into which functions are put
 * @param mayHold whether functions are put into something
 */
export function isCallOfStored(program: Program, site: CallSite, names: ReadonlySet<string>, mayHold: (base: Reference) => boolean): boolean {
  return site.targets.length === 0 && slotsCalled(program, site).some(({ base, path }) => {
    const name = path.at(-1);
    return name === undefined || (name === '*' ? mayHold(base) || isFilledAtStart(program, base) : names.has(name));
  });
}

/** What functions are put into somewhere, or what callers give, which may be one tomorrow, and the names of the properties. */
export function* stores(program: Program): Generator<{ readonly into: readonly string[]; readonly name: string }> {
  const mayRun = (file: string, value: Value): boolean => parameterIndex(program, file, value) !== undefined || functionsGiven(program, file, value).length > 0;
  const into = (file: string, value: Value): readonly string[] => program.references.places(file, value).map(({ base }) => referenceKey(base));
  for (const file of program.files) {
    const { calls, writes } = program.facts(file);
    for (const { target, value } of writes) if (target.kind === 'member' && mayRun(file, value)) yield { into: into(file, target.object), name: program.references.keyName(file, target.key) };
    for (const call of calls) {
      const put = putBy(call);
      if (put && mayRun(file, put.value)) yield { into: into(file, put.into), name: '*' };
    }
  }
}

/** `hooks.push(hook)`, `commands.set(name, command)` */
function putBy({ callee, arguments: args }: Call): { readonly into: Value; readonly value: Value } | undefined {
  const position = callee.kind === 'member' && typeof callee.key === 'string' ? PUTS.get(callee.key) : undefined;
  const value = position === undefined ? undefined : args[position];
  return value && callee.kind === 'member' ? { into: callee.object, value } : undefined;
}

/** Whether a variable is a table or list from the start, or none of the program's variables at all. */
function isFilledAtStart(program: Program, base: Reference): boolean {
  return base.kind !== 'variable' || program.variable(base.file, base.id)?.definitions.some((made) => partsOf(made).length > 0) === true;
}

/** The places from which the function is taken that a call runs. */
function slotsCalled(program: Program, { file, call: { callee } }: CallSite): readonly Place[] {
  if (callee.kind === 'variable') {
    const list = listOfElement(program, file, callee);
    if (list) return program.references.places(file, list).flatMap((place) => (isLasting(program, place) ? [{ base: place.base, path: [...place.path, '*'] }] : []));
  }
  return program.references.places(file, callee).filter((place) => isLasting(program, place)
    && (place.path.at(-1) === '*' || (place.path.length === 0 ? isSlot(program, place.base) : callee.kind === 'member' && place.path.length === 1 && !BUILT_IN.has(place.path[0] ?? ''))));
}

/** Of objects and lists of the language, what everything has. */
const BUILT_IN: ReadonlySet<string> = new Set([Map, Set, Array, Object, Function, Promise, String].flatMap(({ prototype }: { readonly prototype: object }) => Object.getOwnPropertyNames(prototype)));

/** `hooks` for `hook` of `hooks.forEach((hook) => …)`. */
function listOfElement(program: Program, file: string, value: Value): Value | undefined {
  const position = parameterIndex(program, file, value);
  const handed = position?.index === 0 ? program.fn(file, position.function)?.handedTo : undefined;
  const site = handed?.find(({ site: { file: at, call }, property }) => at === file && property === '' && EACH.test(methodName(program, at, call.callee)))?.site;
  return site?.call.callee.kind === 'member' ? site.call.callee.object : undefined;
}

function isLasting(program: Program, { base }: Place): boolean {
  if (base.kind === 'instance' || base.kind === 'class') return true;
  return base.kind === 'variable' && program.variable(base.file, base.id)?.kind !== 'parameter';
}

function isSlot(program: Program, base: Reference): boolean {
  return base.kind === 'variable' && program.variable(base.file, base.id)?.reassigned === true;
}

function functionsStored(program: Program, asked: ReadonlySet<string>): ReadonlyMap<string, readonly Fn[]> {
  const found: Map<string, Fn[]> = new Map();
  const put = (file: string, value: Value | undefined, place: Place): void => {
    const key = placeKey(place);
    if (!value || !asked.has(key)) return;
    const known = found.get(key) ?? [];
    found.set(key, [...known, ...functionsGiven(program, file, value).filter((fn) => !known.includes(fn))]);
  };
  for (const file of program.files) {
    const { calls, writes, variables } = program.facts(file);
    for (const call of calls) {
      const given = putBy(call);
      if (given) for (const place of program.references.places(file, given.into)) put(file, given.value, { base: place.base, path: [...place.path, '*'] });
    }
    for (const { target, value } of writes) {
      if (target.kind === 'variable') put(file, value, { base: { kind: 'variable', file, id: target.id }, path: [] });
      if (target.kind !== 'member') continue;
      const key = program.references.keyName(file, target.key);
      for (const place of program.references.places(file, target.object)) put(file, value, program.references.members.slot(place, key));
    }
    for (const [id, { function: owner, definitions }] of variables.entries()) {
      if (owner !== MODULE_FUNCTION) continue;
      for (const made of definitions) for (const part of partsOf(made)) put(file, part, { base: { kind: 'variable', file, id }, path: ['*'] });
    }
  }
  return found;
}

function partsOf(value: Value): readonly Value[] {
  return value.kind === 'array' ? value.elements : value.kind === 'object' ? value.properties.map((property) => property.value) : [];
}

/** The functions that a value may be, or that callers give where it is a parameter. */
function functionsGiven(program: Program, file: string, value: Value): readonly Fn[] {
  if (value.kind !== 'function' && value.kind !== 'variable' && value.kind !== 'member') return [];
  const position = parameterIndex(program, file, value);
  const callers = position ? program.fn(file, position.function)?.callers ?? [] : undefined;
  return callers?.flatMap((site) => {
    const argument = site.call.arguments[position?.index ?? 0];
    return argument ? program.functionsOf(site.file, argument) : [];
  }) ?? program.functionsOf(file, value);
}
