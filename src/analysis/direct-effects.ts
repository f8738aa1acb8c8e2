import { type Call, type FileFacts, MODULE_FUNCTION, type Value, type Write } from '../facts/facts.js';
import { type Effect, type EffectMode, UNCONDITIONAL } from './effect.js';
import { copiesEntries, isRecord } from './key-by-key.js';
import { mergeOf } from './merges.js';
import type { Place } from './places.js';
import { type Fn, isWithin, type Program } from './program.js';
import { isTrapped } from './proxies.js';
import { selfUpdate } from './self-update.js';

type Mutation = { readonly mode: EffectMode; readonly key?: number; readonly value?: number };

const MUTATORS: Readonly<Record<string, Mutation>> = {
  set: { mode: 'keyed', key: 0, value: 1 }, put: { mode: 'keyed', key: 0, value: 1 }, setItem: { mode: 'keyed', key: 0, value: 1 }, prime: { mode: 'keyed', key: 0, value: 1 },
  // The value is what makes it where it is missing.
  wrap: { mode: 'keyed', key: 0, value: 1 }, getOrSet: { mode: 'keyed', key: 0, value: 1 }, getOrCreate: { mode: 'keyed', key: 0, value: 1 }, remember: { mode: 'keyed', key: 0, value: 1 },
  getOrInsert: { mode: 'keyed', key: 0, value: 1 }, getOrInsertComputed: { mode: 'keyed', key: 0, value: 1 }, computeIfAbsent: { mode: 'keyed', key: 0, value: 1 },
  add: { mode: 'append', value: 0 }, push: { mode: 'append', value: 0 }, unshift: { mode: 'append', value: 0 }, enqueue: { mode: 'append', value: 0 }, append: { mode: 'append', value: 0 },
  on: { mode: 'listen', key: 0, value: 1 }, addListener: { mode: 'listen', key: 0, value: 1 }, addEventListener: { mode: 'listen', key: 0, value: 1 }, subscribe: { mode: 'listen', key: 0, value: 0 }, prependListener: { mode: 'listen', key: 0, value: 1 }, once: { mode: 'listen', key: 0, value: 1 },
  setState: { mode: 'assign', value: 0 }, $patch: { mode: 'assign', value: 0 }, update: { mode: 'assign', value: 0 }, next: { mode: 'assign', value: 0 }, replaceState: { mode: 'assign', value: 0 },
  off: { mode: 'remove' }, removeListener: { mode: 'remove' }, removeAllListeners: { mode: 'remove' }, removeEventListener: { mode: 'remove' }, unsubscribe: { mode: 'remove' },
  splice: { mode: 'remove', key: 0 }, delete: { mode: 'remove' }, del: { mode: 'remove' }, pop: { mode: 'remove' }, shift: { mode: 'remove' }, clear: { mode: 'remove' }, removeItem: { mode: 'remove' },
  evict: { mode: 'remove' }, remove: { mode: 'remove' }, reset: { mode: 'remove' },
};

/** What the functions of one file change by themselves. */
export function* directEffects(program: Program, file: string): Generator<Effect> {
  yield* ofWrites(program, file);
  yield* ofCalls(program, file);
}

/** Every assignment and deletion. */
function* ofWrites(program: Program, file: string): Generator<Effect> {
  const facts = program.facts(file);
  for (const write of facts.writes) {
    const fn = program.fn(file, write.function);
    if (!fn) continue;
    const guard = write.guard === undefined ? undefined : facts.guards[write.guard];
    const { target } = write;
    const common = { value: write.value, operator: write.operator, file, at: write.at, ...(write.done === undefined ? {} : { doneAt: write.done }), fn, ...UNCONDITIONAL, ...guard, inFinally: write.inFinally ?? false, ...(write.branch === undefined ? {} : { branch: write.branch }) };
    if (target.kind === 'variable') {
      const place: Place = { base: assignedReference(program, file, target.id), path: [] };
      yield { ...common, mode: modeOf(program, file, write, place), path: [], place, key: undefined };
      continue;
    }
    if (target.kind === 'global') {
      const place: Place = { base: target, path: [] };
      yield { ...common, mode: modeOf(program, file, write, place), path: [], place, key: undefined };
      continue;
    }
    if (target.kind !== 'member') continue;
    const named = program.references.keyName(file, target.key);
    const constant = named === '*' ? undefined : named;
    for (const place of program.references.places(file, target.object)) {
      // A setter is followed as the call that it is; what a proxy does instead is its own affair.
      if (isOutOfReach(program, fn, place) || program.references.members.setter(place, named) || isTrapped(program.references, place)) continue;
      const whole = program.references.members.slot(place, named);
      const mode = modeOf(program, file, write, whole);
      const key = constant === undefined && !(isRecord(program, whole) && copiesEntries(facts, target.key as Value, write.value)) ? target.key as Value : undefined;
      yield { ...common, mode: key && mode === 'assign' ? 'keyed' : mode, path: whole.path, place: whole, key };
    }
  }
}

/** Every call of a method that changes what it is called on. */
function* ofCalls(program: Program, file: string): Generator<Effect> {
  const facts = program.facts(file);
  for (const call of facts.calls) {
    const fn = program.fn(file, call.function);
    if (!fn) continue;
    yield* ofMerge(program, file, call, fn);
    const { callee, arguments: args } = applied(call);
    if (callee.kind !== 'member' || typeof callee.key !== 'string') continue;
    const mutation = Object.hasOwn(MUTATORS, callee.key) ? MUTATORS[callee.key] : undefined;
    if (!mutation) continue;
    // What those of the language change is what they are given.
    if (callee.object.kind === 'global' && /^(?:Reflect|Object|Atomics)$/.test(callee.object.name) || isOwnCollection(facts, callee.object, call.function)) continue;
    if (callee.key === 'once' && !isForAnyEvent(program, file, args) || callee.key === 'subscribe' && !args.some((argument) => mayListen(program, file, argument))) continue;
    const guard = call.guard === undefined ? undefined : facts.guards[call.guard];
    // `signal.set(value)`, `store.set(value)`: one argument is a value, not a key.
    const whole = mutation.mode === 'keyed' && args.length === 1;
    const key = mutation.key === undefined || whole ? undefined : args[mutation.key];
    const values = whole ? args : mutation.value === undefined ? [] : args.slice(mutation.value);
    for (const place of program.references.places(file, callee.object)) {
      if (isOutOfReach(program, fn, place) || isOwnMethod(program, file, callee)) continue;
      // What a method of somebody else's object does is known only of those that the catalogue of foreign setters lists.
      if (place.base.kind === 'external' && mutation.mode === 'assign') continue;
      const constant = key?.kind === 'literal' && mutation.mode !== 'listen' ? key.text : undefined;
      const mode = mutation.mode === 'keyed' && (constant !== undefined || whole) ? 'assign' : mutation.mode;
      yield {
        mode, path: [...place.path, constant ?? (mutation.mode === 'assign' || whole ? 'value' : '*')], place, key, value: values.length === 1 && values[0] ? values[0] : { kind: 'array', elements: values, at: call.at },
        operator: 'call', method: callee.key, file, at: call.at, fn, ...UNCONDITIONAL, ...guard, ...(call.branch === undefined ? {} : { branch: call.branch }),
      };
    }
  }
}

/** `jobs.once('done', (result) => …)`: whoever waits is told of whichever comes first, unless its name says whose it is. That something ends or is ready is told to all. */
function isForAnyEvent(program: Program, file: string, [event, listener]: readonly Value[]): boolean {
  return event?.kind === 'literal' && !/^(?:close|end|finish|drain|ready|open|connect|listening|error|exit|disconnect|timeout|abort|SIG[A-Z]+)$/.test(event.text ?? '')
    && listener !== undefined && program.functionsOf(file, listener).some(({ fact }) => fact.parameters.length > 0);
}

/** `pubSub.subscribe('ordered', user.id)` gives what comes under that name, and calls nobody. */
function mayListen(program: Program, file: string, argument: Value): boolean {
  return /^(?:call|function|object|variable)$/.test(argument.kind) || program.functionsOf(file, argument).length > 0;
}

/** `Array.prototype.push.apply(rows, more)` is `rows.push(more)`. */
function applied({ callee, arguments: args, at }: Call): Pick<Call, 'callee' | 'arguments'> {
  const [receiver, ...given] = args;
  const isApplied = callee.kind === 'member' && (callee.key === 'apply' || callee.key === 'call') && callee.object.kind === 'member' && typeof callee.object.key === 'string' && Object.hasOwn(MUTATORS, callee.object.key);
  return isApplied && receiver && receiver.kind !== 'this' && callee.object.kind === 'member' ? { callee: { ...callee.object, object: receiver, at }, arguments: given } : { callee, arguments: args };
}

/** A list or map that the function made for itself: most calls of `push` and `set` are on those. */
function isOwnCollection(facts: FileFacts, receiver: Value, owner: number): boolean {
  const variable = receiver.kind === 'variable' ? facts.variables[receiver.id] : undefined;
  return variable?.function === owner && owner !== MODULE_FUNCTION && variable.definitions.length > 0
    && variable.definitions.every((made) => made.kind === 'array' || made.kind === 'literal' || (made.kind === 'call' && facts.calls[made.id]?.new === true && facts.calls[made.id]?.callee.kind === 'global'));
}

/** `this.cache.set(…)` where `set` is a method of the program's own class is followed as a call instead. */
function isOwnMethod(program: Program, file: string, callee: Value): boolean {
  return program.references.places(file, callee).some(({ base, path }) => base.kind === 'function' && path.length === 0);
}

/** What was there before is read by the merge itself, so it is complete where the call ends. */
function* ofMerge(program: Program, file: string, call: Call, fn: Fn): Generator<Effect> {
  const merge = mergeOf(program, file, call);
  if (!merge) return;
  const { target, key, value } = merge;
  // `set(state, 'user.name', name)` goes on from what is under the first of them.
  const named = key && (call.callee.kind === 'member' && call.callee.object.kind === 'global' ? program.references.keyName(file, key) : program.references.keyName(file, key).split(/[.[]/)[0]);
  const name = named === '*' ? undefined : named;
  for (const place of program.references.places(file, target)) {
    if (isOutOfReach(program, fn, place)) continue;
    for (const property of merge.properties ?? []) {
      const slot = program.references.members.slot(place, property.name);
      yield { mode: 'assign', path: slot.path, place: slot, key: undefined, value: property.value, operator: '=', file, at: call.end, fn, ...UNCONDITIONAL };
    }
    if (merge.properties) continue;
    // `Object.assign(require('./defaults'), given)`: into what that module exports.
    const whole = key || place.base.kind === 'module' ? program.references.members.slot(place, name ?? '*') : place;
    yield { mode: key && name === undefined ? 'keyed' : 'assign', path: whole === place ? [...place.path, '*'] : whole.path, place: whole, key: name === undefined ? key : undefined, value, operator: '=', file, at: call.end, fn, ...UNCONDITIONAL };
  }
}

function modeOf(program: Program, file: string, { operator, value }: Write, place: Place): EffectMode {
  if (operator === 'delete') return 'remove';
  if (operator === 'update') return 'update';
  return isReset(program, file, value) || isEmptied(place, value) ? 'reset' : selfUpdate(program, file, value, place) ?? 'assign';
}

function isReset(program: Program, file: string, value: Value): boolean {
  if (value.kind === 'call') {
    const made = program.facts(file).calls[value.id];
    return made?.new === true && made.arguments.length === 0 && made.callee.kind === 'global' && /^(?:Map|Set|Array|Object)$/.test(made.callee.name);
  }
  if (value.kind === 'variable') {
    // `const fresh = new Map(); …; this.entries = fresh`: what was there is gone.
    const variable = program.variable(file, value.id);
    const [only, other] = variable?.definitions ?? [];
    return variable?.kind === 'const' && variable.function !== MODULE_FUNCTION && only !== undefined && !other && only.kind !== 'variable' && only.kind !== 'empty' && only.kind !== 'literal' && isReset(program, file, only);
  }
  if (value.kind === 'object') return value.properties.length === 0 && value.spreads.length === 0;
  return value.kind === 'empty' || (value.kind === 'array' && value.elements.length === 0) || (value.kind === 'literal' && value.text === '');
}

/** `list.length = 0` */
function isEmptied({ path }: Place, value: Value): boolean {
  return path.at(-1) === 'length' && value.kind === 'literal' && value.text === '0';
}

/** What a variable's own assignment changes: the variable itself, however many names its value has. */
function assignedReference(program: Program, file: string, id: number): Place['base'] {
  const variable = program.variable(file, id);
  if (variable?.imported) {
    const meaning = program.index.meaning(file, variable.imported);
    if (meaning?.kind === 'value' && meaning.value.kind === 'variable') return { kind: 'variable', file: meaning.file, id: meaning.value.id };
  }
  return { kind: 'variable', file, id };
}

/** A local object changed by its own function, a function, a fresh literal: nothing that lives longer. */
export function isOutOfReach(program: Program, fn: Fn, { base, path }: Place): boolean {
  switch (base.kind) {
    case 'variable': {
      const variable = program.variable(base.file, base.id);
      if (!variable) return true;
      return variable.function !== MODULE_FUNCTION && variable.kind !== 'parameter' && variable.function === fn.id;
    }
    case 'object': return true;
    // A function that is made anew by each call, however deep inside, is nobody else's.
    case 'function': {
      const around = program.fn(base.file, base.id)?.parent;
      return path.length > 1 || (fn.id !== MODULE_FUNCTION && around !== undefined && isWithin(around, fn));
    }
    default: return false;
  }
}
