import type { FileFacts, FunctionId, FunctionKind, Value } from '../facts/facts.js';
import { assignedFunctions } from './assigned-functions.js';
import { copiedFrom, isListCopy } from './copies.js';
import { isGlobalObject, literalIn, type Place, type Reference, referenceKey, unique } from './places.js';
import type { References } from './references.js';
import { methodOfSchema } from './service-schemas.js';

/** Objects are copied into each other in circles: a copy counts for several steps. */
const COPY = 6;

type FunctionReference = Reference & { kind: 'function' };

/** Answers what a property of a place is: a method, what a getter reads, an export of a module, or a place of its own. */
export class Members {
  readonly #references: References;
  /** The names of all setters and getters of the program: most assignments and reads need no look at what they are made on. */
  readonly setters: Set<string> = new Set();
  readonly getters: Set<string> = new Set();
  /** And of all values on prototypes. */
  readonly onPrototypes: Set<string> = new Set();

  readonly #assigned: Map<string, ReadonlyMap<string, FunctionId | undefined>> = new Map();

  constructor(references: References) {
    this.#references = references;
  }

  /** One step down from a place. */
  of(place: Place, key: string, depth = 0): readonly Place[] {
    const { base } = place;
    if (place.path.length === 1) {
      for (const held of this.#references.instances.ofField(place)) {
        const found = this.#references.instances.memberFunction(held.file, held.id, key, false);
        if (found?.kind === 'method') return [{ base: { kind: 'function', file: found.file, id: found.id }, path: [] }];
        if (found?.kind === 'getter') {
          const through = this.#references.results.returned(found.file, found.id, depth + 1);
          if (through.length > 0) return through;
        }
        return [{ base: held, path: [key] }];
      }
    }
    if (place.path.length > 0) return place.path.length >= 5 ? [place] : [{ base, path: [...place.path, key] }];
    switch (base.kind) {
      case 'module': {
        if (key === '*') return [];
        const meaning = this.#references.index.exported(base.file, key) ?? (key === 'default' ? { kind: 'module' as const, file: base.file } : undefined);
        const found = this.#references.ofMeaning(meaning, depth);
        if (found.length > 0) return found;
        // A property of `module.exports = { current: null }` is a place in that object.
        const whole = this.#references.facts(base.file).exports.find(({ name }) => name === '*');
        return whole && 'value' in whole && whole.value.kind === 'variable' ? this.#variableMember({ kind: 'variable', file: base.file, id: whole.value.id }, key, depth + 1) : [];
      }
      case 'external': return base.path.length >= 4 ? [place] : [{ base: { ...base, path: [...base.path, key] }, path: [] }];
      case 'global':
        if (isGlobalObject(base.name)) return [{ base: { kind: 'global', name: key }, path: [] }];
        return [{ base, path: [key] }];
      case 'class':
      case 'instance': {
        // `this.constructor.count`: a static field, of the class that has the method.
        if (base.kind === 'instance' && key === 'constructor') return [{ base: { ...base, kind: 'class' }, path: [] }];
        const method = this.#references.instances.memberFunction(base.file, base.id, key, base.kind === 'class');
        if (method?.kind === 'method') return [{ base: { kind: 'function', file: method.file, id: method.id }, path: [] }];
        if (method?.kind === 'getter') return this.#references.results.returned(method.file, method.id, depth + 1);
        const onPrototype = base.kind === 'instance' && this.onPrototypes.has(key) ? this.#references.instances.onPrototype(base, key) : undefined;
        const own: Place = { base: onPrototype ?? base, path: [key] };
        return base.kind === 'instance' && !onPrototype ? [own, ...this.#startsAs(base, key, depth)] : [own];
      }
      case 'object': {
        const property = base.value.properties.find(({ name }) => name === key);
        return property ? this.#references.places(base.file, property.value, depth + 1) : [];
      }
      case 'variable': return this.#variableMember(base, key, depth);
      case 'function': return [{ base, path: [key] }];
    }
  }

  /** `filters = DEFAULTS`: a field that is never given another object is one more name for what all start with. */
  #startsAs(base: Reference & { kind: 'instance' }, key: string, depth: number): readonly Place[] {
    const shared = this.#references.instances.sharedStart(base, key);
    return shared ? this.#references.ofVariable(base.file, shared.id, depth + 1).filter((place) => place.base.kind === 'variable') : [];
  }

  /** What an assignment to a property changes: never what a getter reads, and a method is replaced, not called. */
  slot({ base, path }: Place, key: string): Place {
    if (path.length === 1) {
      const [held] = this.#references.instances.ofField({ base, path });
      if (held) return { base: held, path: [key] };
    }
    if (path.length > 0) return { base, path: [...path, key] };
    switch (base.kind) {
      case 'external': return { base: { ...base, path: [...base.path, key] }, path: [] };
      case 'global': return isGlobalObject(base.name) ? { base: { kind: 'global', name: key }, path: [] } : { base, path: [key] };
      case 'module': return this.#exportSlot(base.file, key) ?? { base, path: [key] };
      default: return { base, path: [key] };
    }
  }

  /** `state.user = …` in an importer changes what `module.exports = state` hands out, or what `exports.user` started as. */
  #exportSlot(file: string, key: string): Place | undefined {
    const { index } = this.#references;
    const facts = this.#references.facts(file);
    const whole = index.ownExport(facts, '*');
    if (whole && 'value' in whole && whole.value.kind === 'variable') return { base: { kind: 'variable', file, id: whole.value.id }, path: [key] };
    const own = index.ownExport(facts, key);
    return own && 'value' in own && own.value.kind === 'variable' ? { base: { kind: 'variable', file, id: own.value.id }, path: [] } : undefined;
  }

  /** The setter that an assignment to a property runs. */
  setter(place: Place, key: string): FunctionReference | undefined {
    return this.setters.has(key) ? this.#accessor(place, key, 'setter') : undefined;
  }

  /** The getter that a look at a property runs. */
  getter(place: Place, key: string): FunctionReference | undefined {
    return this.getters.has(key) ? this.#accessor(place, key, 'getter') : undefined;
  }

  #accessor(place: Place, key: string, kind: 'getter' | 'setter'): FunctionReference | undefined {
    const { base, path } = place;
    if (path.length === 1) for (const held of this.#references.instances.ofField(place)) return this.#ofClass(held.file, held.id, key, false, kind);
    if (path.length > 0) return undefined;
    if (base.kind === 'class' || base.kind === 'instance') return this.#ofClass(base.file, base.id, key, base.kind === 'class', kind);
    if (base.kind !== 'variable') return undefined;
    const facts = this.#references.facts(base.file);
    const variable = facts.variables[base.id];
    for (const held of variable ? this.#references.instances.ofVariable(base.file, variable) : []) return this.#ofClass(held.file, held.id, key, false, kind);
    for (const definition of variable?.definitions ?? []) {
      const found = functionProperty(facts, literalIn(definition, facts), key, kind);
      if (found !== undefined) return { kind: 'function', file: base.file, id: found };
    }
    return undefined;
  }

  #ofClass(file: string, id: number, key: string, isStatic: boolean, kind: 'getter' | 'setter'): FunctionReference | undefined {
    const found = this.#references.instances.memberFunction(file, id, key, isStatic, kind === 'setter' ? 'setter' : 'read');
    return found?.kind === kind ? { kind: 'function', file: found.file, id: found.id } : undefined;
  }

  #variableMember(base: Reference & { kind: 'variable' }, key: string, depth: number): readonly Place[] {
    const facts = this.#references.facts(base.file);
    const variable = facts.variables[base.id];
    for (const reference of variable ? this.#references.instances.ofVariable(base.file, variable, depth) : []) {
      const found = this.#references.instances.memberFunction(reference.file, reference.id, key, false);
      if (found?.kind === 'method') return [{ base: { kind: 'function', file: found.file, id: found.id }, path: [] }];
      const through = found?.kind === 'getter' ? this.#references.results.returned(found.file, found.id, depth + 1) : [];
      return through.length > 0 ? through : [{ base: reference, path: [key] }];
    }
    const copied: Place[] = [];
    for (const definition of variable?.definitions ?? []) {
      if (definition.kind === 'call' || definition.kind === 'await') {
        // What a factory returns as a literal: `createClient()` gives `{ get, authenticate }`.
        const through = this.#references.places(base.file, definition, depth + 1).filter((place) => place.base.kind === 'object').flatMap((place) => this.of(place, key, depth + 1))
          .filter((place) => place.path.length === 0);
        // An object in it is looked into, but what is put there is put into the variable.
        if (through.length > 0) return through.some((place) => place.base.kind !== 'object') ? through : [{ base, path: [key] }, ...through];
      }
      const literal = literalIn(definition, facts);
      const getter = functionProperty(facts, literal, key, 'getter');
      if (getter !== undefined) return this.#references.results.returned(base.file, getter, depth + 1);
      const method = literal && methodOfSchema(facts, literal, key);
      if (method?.kind === 'function') return [{ base: { kind: 'function', file: base.file, id: method.id }, path: [] }];
      const property = literal?.properties.find(({ name, value }) => name === key && !isSetter(facts, value));
      if (property?.value.kind === 'function') return [{ base: { kind: 'function', file: base.file, id: property.value.id }, path: [] }];
      if (property?.value.kind === 'variable') {
        const through = this.#references.places(base.file, property.value, depth + 1);
        if (through.some((place) => place.base.kind === 'function' || place.base.kind === 'instance' || place.base.kind === 'class')) return through;
      }
      if (property === undefined) {
        const assigned = this.#assignedFunctions(base.file).get(`${String(base.id)}.${key}`);
        if (assigned !== undefined) return [{ base: { kind: 'function', file: base.file, id: assigned }, path: [] }];
      }
      if (property === undefined) copied.push(...this.#copied(base, definition, key, depth));
    }
    return [{ base, path: [key] }, ...copied];
  }

  #assignedFunctions(file: string): ReadonlyMap<string, FunctionId | undefined> {
    const known = this.#assigned.get(file) ?? assignedFunctions(this.#references.facts(file));
    this.#assigned.set(file, known);
    return known;
  }

  /** `const query = { ...BASE }`: what hangs below a property of the copy is the original's own, until another is put there. */
  #copied(base: Reference & { kind: 'variable' }, definition: Value, key: string, depth: number): readonly Place[] {
    const facts = this.#references.facts(base.file);
    const sources = copiedFrom(definition, facts);
    const isReplaced = sources.length > 0 && facts.writes.some(({ target }) => target.kind === 'member' && target.key === key && target.object.kind === 'variable' && target.object.id === base.id);
    if (isReplaced) return [];
    const from = unique(sources.flatMap((source) => this.#references.places(base.file, source, depth + 1))).filter((place) => referenceKey(place.base) !== referenceKey(base));
    // Copies of a list are made of copies, over and over: one step back is followed.
    return isListCopy(definition, facts) ? from.flatMap((place) => (place.base.kind === 'variable' && place.path.length < 4 ? [{ base: place.base, path: [...place.path, key] }] : [])) : from.flatMap((place) => this.of(place, key, depth + COPY));
  }
}

/** `get theme()` or `set theme(value)` of an object literal. */
function functionProperty(facts: FileFacts, literal: (Value & { kind: 'object' }) | undefined, key: string, kind: FunctionKind): number | undefined {
  for (const { name, value } of literal?.properties ?? []) if (name === key && value.kind === 'function' && facts.functions[value.id]?.kind === kind) return value.id;
  return undefined;
}

function isSetter(facts: FileFacts, value: Value): boolean {
  return value.kind === 'function' && facts.functions[value.id]?.kind === 'setter';
}
