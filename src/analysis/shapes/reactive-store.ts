import { MODULE_FUNCTION, type Value } from '../../facts/facts.js';
import { containerOf } from '../containers.js';
import { type Effect, UNCONDITIONAL } from '../effect.js';
import { parameterIndex } from '../parameters.js';
import type { Place } from '../places.js';
import type { Program } from '../program.js';
import { provenance } from '../provenance.js';

/** `useAccountStore(pinia).load(session)`, `account.profile = profile`: what a store of a module's own `createPinia()` is told, all who are served with it have. */
function* toldToStores(program: Program, file: string): Generator<Effect> {
  const facts = program.facts(file);
  const storeOf = (value: Value): Place | undefined => {
    const handle = value.kind === 'variable' ? program.variable(file, value.id)?.definitions[0] : value;
    const call = handle?.kind === 'call' ? facts.calls[handle.id] : undefined;
    const [home] = call && !call.new && call.arguments.length === 1 ? call.arguments : [];
    return home && program.references.places(file, home).find(({ base, path }) => base.kind === 'variable' && path.length === 0 && program.variable(base.file, base.id)?.function === MODULE_FUNCTION
      && program.variable(base.file, base.id)?.definitions.some((made) => provenance(program, base.file, made) === 'pinia'));
  };
  const told = [
    ...facts.calls.flatMap(({ callee, arguments: args, function: writer, at }) => (callee.kind === 'member' && args.length > 0 ? [{ store: callee.object, value: { kind: 'array', elements: args, at } as const, writer, at }] : [])),
    ...facts.writes.flatMap(({ target, value, function: writer, at }) => (target.kind === 'member' ? [{ store: target.object, value, writer, at }] : [])),
  ];
  for (const { store, value, writer, at } of told) {
    const place = store.kind === 'variable' || store.kind === 'call' ? storeOf(store) : undefined;
    const fn = program.fn(file, writer);
    if (place && fn) yield { mode: 'assign', path: ['state'], place, key: undefined, value, operator: '=', file, at, fn, ...UNCONDITIONAL };
  }
}

const known: WeakMap<Program, boolean> = new WeakMap();

function usesPinia(program: Program): boolean {
  const found = known.get(program) ?? program.files.some((file) => program.facts(file).requests.includes('pinia'));
  known.set(program, found);
  return found;
}

const shared: WeakMap<Program, ReadonlyMap<string, Place>> = new WeakMap();

/** The object that a module gives to each store of Vuex that is made, `createStore({ state, mutations })`, under the names of the mutations that change it. */
function sharedStates(program: Program): ReadonlyMap<string, Place> {
  const known = shared.get(program);
  if (known) return known;
  const found: Map<string, Place> = new Map();
  for (const file of program.files) {
    if (!program.facts(file).requests.includes('vuex')) continue;
    for (const { arguments: [options] } of program.facts(file).calls) {
      const part = (name: string): Value | undefined => (options?.kind === 'object' ? options.properties.find((property) => property.name === name)?.value : undefined);
      const state = part('state');
      const mutations = part('mutations');
      const names = mutations?.kind === 'variable' ? program.variable(file, mutations.id)?.definitions[0] : mutations;
      const place = state?.kind === 'variable' ? program.references.places(file, state).find(({ base, path }) => base.kind === 'variable' && path.length === 0 && program.variable(base.file, base.id)?.function === MODULE_FUNCTION && program.variable(base.file, base.id)?.definitions[0]?.kind === 'object') : undefined;
      if (place && names?.kind === 'object') for (const { name } of names.properties) found.set(name, place);
    }
  }
  shared.set(program, found);
  return found;
}

/** `store.commit('setUser', user)`: however many stores there are, they have one state. */
function* committed(program: Program, file: string): Generator<Effect> {
  const states = sharedStates(program);
  if (states.size === 0) return;
  for (const { callee, arguments: [name, value], function: writer, at } of program.facts(file).calls) {
    const place = callee.kind === 'member' && callee.key === 'commit' && name?.kind === 'literal' ? states.get(name.text ?? '') : undefined;
    const fn = program.fn(file, writer);
    if (place && fn && value) yield { mode: 'assign', path: ['state'], place, key: undefined, value, operator: '=', method: 'commit', file, at, fn, ...UNCONDITIONAL };
  }
}

/** `createStore((set) => ({ edit: (draft) => set({ draft }) }))`: what is given to `set` goes into the store. */
export function* storeEffects(program: Program, file: string): Generator<Effect> {
  if (usesPinia(program)) yield* toldToStores(program, file);
  yield* committed(program, file);
  const facts = program.facts(file);
  const setters: Map<number, number> = new Map();
  for (const [id, variable] of facts.variables.entries()) {
    if (variable.function !== 0) continue;
    for (const definition of variable.definitions) {
      if (definition.kind !== 'call' || containerOf(program, file, definition) !== 'store') continue;
      for (const argument of facts.calls[definition.id]?.arguments ?? []) for (const fn of program.functionsOf(file, argument)) if (fn.file === file) setters.set(fn.id, id);
    }
  }
  if (setters.size === 0) return;
  for (const call of facts.calls) {
    const position = parameterIndex(program, file, call.callee);
    const store = position?.index === 0 ? setters.get(position.function) : undefined;
    const fn = program.fn(file, call.function);
    const value = call.arguments[0];
    if (store === undefined || !fn || !value) continue;
    yield {
      mode: 'assign', path: ['value'], place: { base: { kind: 'variable', file, id: store }, path: [] }, key: undefined, value, operator: 'call', method: 'setState', file, at: call.at, fn,
      ...UNCONDITIONAL,
    };
  }
}
