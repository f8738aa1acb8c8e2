import { containerOf } from '../containers.js';
import { type Effect, UNCONDITIONAL } from '../effect.js';
import { parameterIndex } from '../parameters.js';
import type { Program } from '../program.js';

/** `createStore((set) => ({ edit: (draft) => set({ draft }) }))`: what is given to `set` goes into the store. */
export function* storeEffects(program: Program, file: string): Generator<Effect> {
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
