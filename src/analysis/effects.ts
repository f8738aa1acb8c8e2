import { type FileFacts, MODULE_FUNCTION, type Value, type Write, type WriteOperator } from '../facts/facts.js';
import type { Frame } from './origins.js';
import { parameterIndex } from './parameters.js';
import type { Fn, Program } from './program.js';
import { type Place, referenceKey } from './places.js';
import { selfUpdate } from './self-update.js';

/** How a place changes. */
export type EffectMode = 'assign' | 'append' | 'keyed' | 'listen' | 'update' | 'chain' | 'reset' | 'remove';

/** One change of a place that outlives the function that makes it. */
export type Effect = {
  readonly mode: EffectMode;
  /** Down from the root: `['currentUser']` for a field, `['*']` for an element. */
  readonly path: readonly string[];
  readonly place: Place;
  readonly key: Value | undefined;
  readonly value: Value;
  readonly operator: WriteOperator | 'call';
  /** The method of a collection that was called. */
  readonly method?: string;
  readonly file: string;
  readonly at: number;
  /** Where it is complete: after what it had to wait for. */
  readonly doneAt?: number;
  readonly fn: Fn;
  /** Only when something was found absent before. */
  readonly absent: readonly Value[];
  readonly tested: readonly Value[];
  /** What was compared before. */
  readonly compared: readonly (readonly [Value, Value])[];
  readonly inFinally: boolean;
  /** The call whose arguments a helper's parameters stand for. */
  readonly frame: Frame;
};

type Mutation = { readonly mode: EffectMode; readonly key?: number; readonly value?: number };

const MUTATORS: Readonly<Record<string, Mutation>> = {
  set: { mode: 'keyed', key: 0, value: 1 }, put: { mode: 'keyed', key: 0, value: 1 }, setItem: { mode: 'keyed', key: 0, value: 1 },
  add: { mode: 'append', value: 0 }, push: { mode: 'append', value: 0 }, unshift: { mode: 'append', value: 0 }, enqueue: { mode: 'append', value: 0 }, append: { mode: 'append', value: 0 },
  on: { mode: 'listen', value: 1 }, addListener: { mode: 'listen', value: 1 }, addEventListener: { mode: 'listen', value: 1 }, subscribe: { mode: 'listen', value: 0 }, prependListener: { mode: 'listen', value: 1 },
  setState: { mode: 'assign', value: 0 }, $patch: { mode: 'assign', value: 0 }, update: { mode: 'assign', value: 0 }, next: { mode: 'assign', value: 0 }, replaceState: { mode: 'assign', value: 0 },
  off: { mode: 'remove' }, removeListener: { mode: 'remove' }, removeAllListeners: { mode: 'remove' }, removeEventListener: { mode: 'remove' }, unsubscribe: { mode: 'remove' },
  splice: { mode: 'remove' }, delete: { mode: 'remove' }, del: { mode: 'remove' }, pop: { mode: 'remove' }, shift: { mode: 'remove' }, clear: { mode: 'remove' }, removeItem: { mode: 'remove' },
  evict: { mode: 'remove' }, remove: { mode: 'remove' }, reset: { mode: 'remove' },
};

/** Every change of a long-lived place, by the root that it belongs to. */
export function collectEffects(program: Program): Map<string, Effect[]> {
  const effects: Map<string, Effect[]> = new Map();
  const onParameters: Map<Fn, Effect[]> = new Map();
  const add = (effect: Effect): void => {
    const { base } = effect.place;
    if (base.kind === 'variable') {
      const position = parameterIndex(program, base.file, { kind: 'variable', id: base.id });
      const owner = position && program.fn(base.file, position.function);
      if (owner) {
        push(onParameters, owner, effect);
        return;
      }
    }
    push(effects, rootKey(effect.place), effect);
  };
  for (const file of program.files) {
    for (const effect of directEffects(program, file)) add(effect);
  }
  for (let round = 0; round < 3 && onParameters.size > 0; round += 1) {
    const pending = [...onParameters];
    onParameters.clear();
    for (const [fn, list] of pending) for (const effect of list) for (const carried of atCallers(program, fn, effect)) add(carried);
  }
  return effects;
}

/** Static fields are roots of their own; everything else is found by its base. */
export function rootKey({ base, path }: Place): string {
  const key = referenceKey(base);
  return base.kind === 'class' || base.kind === 'instance' ? `${key}.${path[0] ?? ''}` : key;
}

function* directEffects(program: Program, file: string): Generator<Effect> {
  const facts = program.facts(file);
  for (const write of facts.writes) {
    const fn = program.fn(file, write.function);
    if (!fn) continue;
    const guard = write.guard === undefined ? undefined : facts.guards[write.guard];
    const { target } = write;
    const common = { value: write.value, operator: write.operator, file, at: write.at, ...(write.done === undefined ? {} : { doneAt: write.done }), fn, ...UNCONDITIONAL, ...guard, inFinally: write.inFinally ?? false };
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
      if (isOutOfReach(program, fn, place)) continue;
      const whole = stepDown(place, constant ?? '*');
      const mode = modeOf(program, file, write, whole);
      yield { ...common, mode: constant === undefined && mode === 'assign' ? 'keyed' : mode, path: whole.path, place: whole, key: constant === undefined ? target.key as Value : undefined };
    }
  }
  for (const call of facts.calls) {
    const fn = program.fn(file, call.function);
    const { callee } = call;
    if (!fn || callee.kind !== 'member' || typeof callee.key !== 'string') continue;
    if (callee.object.kind === 'global' && callee.key === 'assign' && callee.object.name === 'Object') {
      // What was merged before is read by the merge itself.
      yield* objectAssign(program, file, call.arguments, fn, call.end);
      continue;
    }
    const mutation = Object.hasOwn(MUTATORS, callee.key) ? MUTATORS[callee.key] : undefined;
    if (!mutation) continue;
    if (isOwnCollection(facts, callee.object, call.function)) continue;
    const guard = call.guard === undefined ? undefined : facts.guards[call.guard];
    // `signal.set(value)`, `store.set(value)`: one argument is a value, not a key.
    const whole = mutation.mode === 'keyed' && call.arguments.length === 1;
    const key = mutation.key === undefined || whole ? undefined : call.arguments[mutation.key];
    const values = whole ? call.arguments : mutation.value === undefined ? [] : call.arguments.slice(mutation.value);
    for (const place of program.references.places(file, callee.object)) {
      if (isOutOfReach(program, fn, place) || isOwnMethod(program, file, callee)) continue;
      // What a method of somebody else's object does is known only of those that the catalogue of foreign setters lists.
      if (place.base.kind === 'external' && mutation.mode === 'assign') continue;
      const constant = key?.kind === 'literal' ? key.text : undefined;
      const mode = mutation.mode === 'keyed' && (constant !== undefined || whole) ? 'assign' : mutation.mode;
      yield {
        mode, path: [...place.path, constant ?? (mutation.mode === 'assign' || whole ? 'value' : '*')], place, key, value: values.length === 1 && values[0] ? values[0] : { kind: 'array', elements: values, at: call.at },
        operator: 'call', method: callee.key, file, at: call.at, fn, ...UNCONDITIONAL, ...guard,
      };
    }
  }
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

function* objectAssign(program: Program, file: string, args: readonly Value[], fn: Fn, at: number): Generator<Effect> {
  const [target, ...sources] = args;
  if (!target) return;
  for (const place of program.references.places(file, target)) {
    if (isOutOfReach(program, fn, place)) continue;
    yield {
      mode: 'assign', path: [...place.path, '*'], place, key: undefined, value: { kind: 'derived', from: sources }, operator: '=', file, at, fn,
      ...UNCONDITIONAL,
    };
  }
}

/** A change on which no condition is known. */
export const UNCONDITIONAL: Pick<Effect, 'absent' | 'tested' | 'compared' | 'inFinally' | 'frame'> = { absent: [], tested: [], compared: [], inFinally: false, frame: undefined };

function modeOf(program: Program, file: string, { operator, value }: Write, place: Place): EffectMode {
  if (operator === 'delete') return 'remove';
  if (operator === 'update') return 'update';
  return isReset(value) ? 'reset' : selfUpdate(program, file, value, place) ?? 'assign';
}

function isReset(value: Value): boolean {
  return value.kind === 'empty' || (value.kind === 'array' && value.elements.length === 0) || (value.kind === 'literal' && value.text === '');
}

function stepDown(place: Place, key: string): Place {
  const { base, path } = place;
  if (base.kind === 'external' || (base.kind === 'global' && path.length === 0 && /^(?:globalThis|global|window|self)$/.test(base.name))) {
    return base.kind === 'global' ? { base: { kind: 'global', name: key }, path: [] } : { base: { ...base, path: [...base.path, key] }, path: [] };
  }
  return { base, path: [...path, key] };
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
function isOutOfReach(program: Program, fn: Fn, { base, path }: Place): boolean {
  switch (base.kind) {
    case 'variable': {
      const variable = program.variable(base.file, base.id);
      if (!variable) return true;
      return variable.function !== MODULE_FUNCTION && variable.kind !== 'parameter' && variable.function === fn.id;
    }
    case 'object': return true;
    case 'function': return path.length > 1;
    default: return false;
  }
}

/** A helper that changes its parameter changes what each caller gives it. */
function* atCallers(program: Program, fn: Fn, effect: Effect): Generator<Effect> {
  const { base } = effect.place;
  if (base.kind !== 'variable') return;
  const position = parameterIndex(program, base.file, { kind: 'variable', id: base.id });
  if (!position) return;
  for (const site of fn.callers.slice(0, 60)) {
    const argument = site.call.arguments[position.index];
    if (!argument) continue;
    for (const place of program.references.places(site.file, argument)) {
      if (isOutOfReach(program, site.from, place)) continue;
      const carried: Place = { base: place.base, path: [...place.path, ...effect.place.path] };
      yield { ...effect, place: carried, path: [...place.path, ...effect.path], frame: { fn, site, outer: effect.frame } };
    }
  }
}

function push<K>(map: Map<K, Effect[]>, key: K, effect: Effect): void {
  const known = map.get(key);
  if (known) known.push(effect);
  else map.set(key, [effect]);
}
