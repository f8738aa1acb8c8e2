import { MODULE_FUNCTION, type Call, type ClassFact, type FileFacts, type FunctionId, type Key, type Value, type Variable } from '../facts/facts.js';
import type { Meaning, ProjectIndex } from '../project/index.js';
import { isAlias, isGlobalObject, literalIn, objectIn, type Place, type Reference, referenceKey, unique } from './places.js';

const MAX_DEPTH = 40;
const MAX_PLACES = 6;

type Followed = Value & { kind: 'await' | 'either' | 'module' | 'member' | 'call' };

function limited(places: readonly Place[]): readonly Place[] {
  const found = unique(places);
  return found.length > MAX_PLACES ? found.slice(0, MAX_PLACES) : found;
}

/** Answers where a value lives, following aliases, imports, accessors and fields. */
export class References {
  readonly index: ProjectIndex;
  readonly #facts: Map<string, FileFacts> = new Map();
  readonly #objects: Map<string, Map<number, number>> = new Map();
  readonly #places: Map<Value, readonly Place[]> = new Map();
  readonly #provisional: Map<Value, readonly Place[]> = new Map();
  readonly #active: Map<Value, number> = new Map();
  #open = Number.POSITIVE_INFINITY;
  readonly #variables: Map<Variable, readonly Place[]> = new Map();
  readonly #fields: Map<string, readonly (Reference & { kind: 'instance' })[]> = new Map();
  /** Names under which a container was told to make classes. */
  registered: ReadonlyMap<string, Reference & { kind: 'class' }> = new Map();

  constructor(index: ProjectIndex) {
    this.index = index;
  }

  /** The facts as they were when first asked for: what follows from them must not change under way. */
  facts(file: string): FileFacts {
    const known = this.#facts.get(file);
    if (known) return known;
    const facts = this.index.facts(file);
    if (!facts) throw new Error(`no facts of ${file}`);
    this.#facts.set(file, facts);
    return facts;
  }

  /** Every place that a value may denote; empty when that is not known. */
  places(file: string, value: Value, depth = 0): readonly Place[] {
    if (depth > MAX_DEPTH) return [];
    switch (value.kind) {
      // What needs no work is not worth remembering; what a variable denotes is remembered once for all its uses.
      case 'variable': return this.#variablePlaces(file, value.id, depth);
      case 'global': return [{ base: { kind: 'global', name: value.name }, path: [] }];
      case 'this': return this.#thisPlaces(file, value.function, depth);
      case 'function': return [{ base: { kind: 'function', file, id: value.id }, path: [] }];
      case 'class': return [{ base: { kind: 'class', file, id: value.id }, path: [] }];
      case 'object': return [{ base: { kind: 'object', file, value }, path: [] }];
      case 'await':
      case 'either':
      case 'module':
      case 'member':
      case 'call': return this.#once(file, value, depth);
      default: return [];
    }
  }

  /** Answers each question once; one that asks itself gets nothing new, and what rested on that is asked again. */
  #once(file: string, value: Followed, depth: number): readonly Place[] {
    const known = this.#places.get(value) ?? this.#provisional.get(value);
    if (known) return known;
    const position = this.#active.get(value);
    if (position !== undefined) {
      // A value that is defined by itself adds nothing; what follows from that is kept only where the circle closes.
      this.#open = Math.min(this.#open, position);
      return [];
    }
    const outer = this.#open;
    const own = this.#active.size;
    this.#open = Number.POSITIVE_INFINITY;
    this.#active.set(value, own);
    const found = limited(this.#placesOf(file, value, depth));
    this.#active.delete(value);
    const isClosed = this.#open >= own;
    if (isClosed) this.#places.set(value, found);
    else this.#provisional.set(value, found);
    if (own === 0) this.#provisional.clear();
    this.#open = Math.min(outer, isClosed ? Number.POSITIVE_INFINITY : this.#open);
    return found;
  }

  #placesOf(file: string, value: Followed, depth: number): readonly Place[] {
    switch (value.kind) {
      case 'await': return this.places(file, value.of, depth + 1);
      case 'either': return value.of.flatMap((part) => this.places(file, part, depth + 1));
      case 'module': return this.#meaningPlaces(this.index.meaning(file, { request: value.request, name: '*' }), depth);
      case 'member': {
        const key = this.keyName(file, value.key);
        return this.places(file, value.object, depth + 1).flatMap((place) => this.member(place, key, depth + 1));
      }
      case 'call': return this.#callPlaces(file, value.id, depth);
    }
  }

  /** A key as text: written out, or a constant that holds a string or a symbol; else `*`. */
  keyName(file: string, key: Key): string {
    if (typeof key === 'string') return key;
    if (key.kind === 'literal') return key.text ?? '*';
    if (key.kind === 'variable') {
      const variable = this.facts(file).variables[key.id];
      if (variable?.imported) {
        const meaning = this.index.meaning(file, variable.imported);
        return meaning?.kind === 'value' && meaning.value.kind === 'variable' ? this.keyName(meaning.file, meaning.value) : '*';
      }
      const [only, other] = variable?.definitions ?? [];
      return variable?.kind === 'const' && only && !other && (only.kind === 'literal' || only.kind === 'call') ? this.keyName(file, only) : '*';
    }
    if (key.kind === 'call') {
      const call = this.facts(file).calls[key.id];
      const isSymbol = call?.callee.kind === 'member' ? call.callee.key === 'for' && call.callee.object.kind === 'global' && call.callee.object.name === 'Symbol' : call?.callee.kind === 'global' && call.callee.name === 'Symbol';
      const described = call?.arguments[0];
      return isSymbol && described?.kind === 'literal' ? described.text ?? '*' : '*';
    }
    return '*';
  }

  #variablePlaces(file: string, id: number, depth: number): readonly Place[] {
    const variable = this.facts(file).variables[id];
    if (!variable) return [];
    const known = this.#variables.get(variable);
    if (known) return known;
    const open = this.#open;
    this.#open = Number.POSITIVE_INFINITY;
    const found = limited(this.#placesOfVariable(file, id, variable, depth));
    if (this.#open === Number.POSITIVE_INFINITY) this.#variables.set(variable, found);
    this.#open = Math.min(open, this.#open);
    return found;
  }

  #placesOfVariable(file: string, id: number, variable: Variable, depth: number): readonly Place[] {
    if (variable.imported) return this.#meaningPlaces(this.index.meaning(file, variable.imported), depth);
    const own: Place = { base: { kind: 'variable', file, id }, path: [] };
    if (variable.kind === 'function' || variable.kind === 'class' || (variable.kind !== 'parameter' && !variable.reassigned)) {
      const aliases = variable.definitions.flatMap((definition) => (isAlias(definition) ? this.places(file, definition, depth + 1) : []));
      const named = aliases.filter(({ base }) => base.kind !== 'object');
      if (named.length > 0) return named;
    }
    return [own];
  }

  #meaningPlaces(meaning: Meaning | undefined, depth: number): readonly Place[] {
    if (!meaning) return [];
    switch (meaning.kind) {
      case 'value': return this.places(meaning.file, meaning.value, depth + 1);
      case 'module': return [{ base: { kind: 'module', file: meaning.file }, path: [] }];
      case 'external': return [{ base: { kind: 'external', request: meaning.request, path: meaning.name === '*' ? [] : [meaning.name] }, path: [] }];
    }
  }

  #thisPlaces(file: string, functionId: FunctionId, depth: number): readonly Place[] {
    const owner = this.facts(file).functions[functionId];
    if (owner?.class !== undefined) return [{ base: { kind: owner.static ? 'class' : 'instance', file, id: owner.class }, path: [] }];
    if (owner?.object !== undefined) {
      const variable = this.objectVariable(file, owner.object);
      if (variable !== undefined) return this.#variablePlaces(file, variable, depth + 1);
    }
    return [];
  }

  /** The module-level variable that an object literal was given to. */
  objectVariable(file: string, at: number): number | undefined {
    let known = this.#objects.get(file);
    if (!known) {
      known = new Map();
      const facts = this.facts(file);
      for (const [id, variable] of facts.variables.entries()) {
        for (const definition of variable.definitions) {
          const literal = objectIn(definition, facts);
          if (literal !== undefined) known.set(literal, id);
        }
      }
      this.#objects.set(file, known);
    }
    return known.get(at);
  }

  /** One step down from a place. */
  member(place: Place, key: string, depth = 0): readonly Place[] {
    const { base } = place;
    if (place.path.length === 1) {
      for (const held of this.#fieldInstances(place)) {
        const found = this.memberFunction(held.file, held.id, key, false);
        if (found?.kind === 'method') return [{ base: { kind: 'function', file: found.file, id: found.id }, path: [] }];
        if (found?.kind === 'getter') {
          const through = this.returned(found.file, found.id, depth + 1);
          if (through.length > 0) return through;
        }
        return [{ base: held, path: [key] }];
      }
    }
    if (place.path.length > 0) return place.path.length >= 5 ? [place] : [{ base, path: [...place.path, key] }];
    switch (base.kind) {
      case 'module': {
        if (key === '*') return [];
        const meaning = this.index.exported(base.file, key) ?? (key === 'default' ? { kind: 'module' as const, file: base.file } : undefined);
        const found = this.#meaningPlaces(meaning, depth);
        if (found.length > 0) return found;
        // A property of `module.exports = { current: null }` is a place in that object.
        const whole = this.facts(base.file).exports.find(({ name }) => name === '*');
        return whole && 'value' in whole && whole.value.kind === 'variable' ? [{ base: { kind: 'variable', file: base.file, id: whole.value.id }, path: [key] }] : [];
      }
      case 'external': return base.path.length >= 4 ? [place] : [{ base: { ...base, path: [...base.path, key] }, path: [] }];
      case 'global':
        if (isGlobalObject(base.name)) return [{ base: { kind: 'global', name: key }, path: [] }];
        return [{ base, path: [key] }];
      case 'class':
      case 'instance': {
        const method = this.memberFunction(base.file, base.id, key, base.kind === 'class');
        if (method?.kind === 'method') return [{ base: { kind: 'function', file: method.file, id: method.id }, path: [] }];
        if (method?.kind === 'getter') return this.returned(method.file, method.id, depth + 1);
        return [{ base, path: [key] }];
      }
      case 'object': {
        const property = base.value.properties.find(({ name }) => name === key);
        return property ? this.places(base.file, property.value, depth + 1) : [];
      }
      case 'variable': return this.#variableMember(base, key, depth);
      case 'function': return [{ base, path: [key] }];
    }
  }

  /** The classes whose instance a field holds: by what it starts with, is given in the constructor, or is declared as. */
  #fieldInstances({ base, path }: Place): readonly (Reference & { kind: 'instance' })[] {
    const [field] = path;
    if ((base.kind !== 'instance' && base.kind !== 'class') || field === undefined || field === '*') return [];
    const key = `${referenceKey(base)}.${field}`;
    const known = this.#fields.get(key);
    if (known) return known;
    this.#fields.set(key, []);
    const found = this.#fieldInstancesOf(base, field, 0);
    this.#fields.set(key, found);
    return found;
  }

  #fieldInstancesOf(base: Reference & { kind: 'instance' | 'class' }, field: string, depth: number): readonly (Reference & { kind: 'instance' })[] {
    const facts = this.facts(base.file);
    const owner = facts.classes[base.id];
    if (!owner || depth > 4) return [];
    const member = owner.members.find(({ name, static: isStatic }) => name === field && isStatic === (base.kind === 'class'));
    const built = member?.value ? this.instances(base.file, member.value) : [];
    if (built.length > 0) return built;
    for (const write of facts.writes) {
      const { target } = write;
      if (target.kind !== 'member' || target.key !== field) continue;
      const isOwn = target.object.kind === 'this' ? facts.functions[target.object.function]?.class === base.id
        : base.kind === 'class' && target.object.kind === 'variable' && target.object.id === owner.variable;
      if (!isOwn) continue;
      const given = this.instances(base.file, write.value);
      if (given.length > 0) return given;
      if (write.value.kind === 'variable') {
        const variable = facts.variables[write.value.id];
        const typed = variable ? this.types(base.file, variable) : [];
        if (typed.length > 0) return typed;
      }
    }
    if (member?.type) return this.namedType(base.file, member.type);
    if (base.kind !== 'instance') return [];
    const parent = this.superclass(base.file, owner);
    return parent ? this.#fieldInstancesOf({ kind: 'instance', file: parent.file, id: parent.id }, field, depth + 1) : [];
  }

  #variableMember(base: Reference & { kind: 'variable' }, key: string, depth: number): readonly Place[] {
    const facts = this.facts(base.file);
    const variable = facts.variables[base.id];
    for (const reference of variable ? this.types(base.file, variable, depth) : []) {
      const found = this.memberFunction(reference.file, reference.id, key, false);
      if (found?.kind === 'method') return [{ base: { kind: 'function', file: found.file, id: found.id }, path: [] }];
      return [{ base: reference, path: [key] }];
    }
    for (const definition of variable?.definitions ?? []) {
      if (definition.kind === 'call' || definition.kind === 'await') {
        // What a factory returns as a literal: `createClient()` gives `{ get, authenticate }`.
        const through = this.places(base.file, definition, depth + 1).filter((place) => place.base.kind === 'object').flatMap((place) => this.member(place, key, depth + 1))
          .filter((place) => place.base.kind !== 'object' && place.path.length === 0);
        if (through.length > 0) return through;
      }
      const literal = literalIn(definition, facts);
      const property = literal?.properties.find(({ name }) => name === key);
      if (property?.value.kind === 'function') return [{ base: { kind: 'function', file: base.file, id: property.value.id }, path: [] }];
      if (property?.value.kind === 'variable') {
        const through = this.places(base.file, property.value, depth + 1);
        if (through.some((place) => place.base.kind === 'function' || place.base.kind === 'instance' || place.base.kind === 'class')) return through;
      }
    }
    return [{ base, path: [key] }];
  }

  /** The classes whose instance a variable holds, by what is assigned to it, else by its annotated type. */
  types(file: string, variable: Variable, depth = 0): readonly (Reference & { kind: 'instance' })[] {
    if (depth > MAX_DEPTH) return [];
    const built = variable.definitions.flatMap((definition) => this.instances(file, definition, depth + 1));
    if (built.length > 0) return built;
    return variable.type ? this.namedType(file, variable.type) : [];
  }

  /** The class that a type name means where it is written. */
  namedType(file: string, name: string): readonly (Reference & { kind: 'instance' })[] {
    const facts = this.facts(file);
    const id = facts.variables.findIndex((candidate) => candidate.name === name && candidate.function === MODULE_FUNCTION && (candidate.kind === 'class' || candidate.kind === 'import'));
    if (id < 0) return [];
    return this.#variablePlaces(file, id, MAX_DEPTH - 2).flatMap(({ base, path }) => (base.kind === 'class' && path.length === 0 ? [{ kind: 'instance' as const, file: base.file, id: base.id }] : []));
  }

  /** The classes a value is an instance of, looking only at how it is built. */
  instances(file: string, value: Value, depth = 0): readonly (Reference & { kind: 'instance' })[] {
    switch (value.kind) {
      case 'this':
      case 'call':
      case 'await':
      case 'either':
        return this.places(file, value, depth + 1).flatMap(({ base, path }) => (base.kind === 'instance' && path.length === 0 ? [base] : []));
      default: return [];
    }
  }

  #callPlaces(file: string, id: number, depth: number): readonly Place[] {
    const call = this.facts(file).calls[id];
    if (!call) return [];
    if (!call.new) {
      const made = [...this.madeBy(file, { kind: 'call', id }, depth), ...this.#madeByMaker(file, call.callee, depth)];
      if (made.length > 0) return made;
    }
    const targets = this.places(file, call.callee, depth + 1);
    const found = this.#resultPlaces(file, call, targets, depth);
    if (found.length > 0 || call.new) return found;
    return this.#fromContainer(file, call, depth);
  }

  /** A helper that is given a maker hands out what the maker makes: `singleton('events', () => new Events())`. */
  madeBy(file: string, value: Value, depth = 0): readonly Place[] {
    const call = value.kind === 'call' ? this.facts(file).calls[value.id] : undefined;
    if (!call || call.new) return [];
    return call.arguments.flatMap((argument) => {
      const maker = argument.kind === 'function' ? this.facts(file).functions[argument.id] : undefined;
      if (maker?.parameters.length !== 0) return [];
      return maker.returns.flatMap((made) => this.places(file, made, depth + 1).filter(({ base, path }) => base.kind === 'instance' && path.length === 0));
    });
  }

  /** The same for a wrapper that is called later: `const getEvents = lazy(() => new Events())`. */
  #madeByMaker(file: string, callee: Value, depth: number): readonly Place[] {
    if (callee.kind !== 'variable') return [];
    const variable = this.facts(file).variables[callee.id];
    if (!variable) return [];
    if (variable.imported) {
      const meaning = this.index.meaning(file, variable.imported);
      return meaning?.kind === 'value' ? this.#madeByMaker(meaning.file, meaning.value, depth) : [];
    }
    return variable.kind === 'const' ? variable.definitions.flatMap((definition) => this.madeBy(file, definition, depth)) : [];
  }

  /** `container.resolve('runner')`, `Container.get(Basket)`: the container's instance of a class. */
  #fromContainer(file: string, call: Call, depth: number): readonly Place[] {
    const asked = call.arguments[0];
    if (!asked || call.callee.kind !== 'member' || typeof call.callee.key !== 'string' || !/^(?:get|resolve|getInstance|getAsync|resolveAsync|inject)$/.test(call.callee.key)) return [];
    if (asked.kind === 'literal') {
      const found = this.registered.get(asked.text ?? '');
      return found ? [{ base: { kind: 'instance', file: found.file, id: found.id }, path: [] }] : [];
    }
    if (asked.kind !== 'variable') return [];
    return this.places(file, asked, depth + 1).flatMap(({ base, path }) => (base.kind === 'class' && path.length === 0 ? [{ base: { kind: 'instance' as const, file: base.file, id: base.id }, path: [] }] : []));
  }

  #resultPlaces(file: string, call: Call, targets: readonly Place[], depth: number): readonly Place[] {
    return targets.flatMap(({ base, path }): readonly Place[] => {
      if (call.new) return base.kind === 'class' && path.length === 0 ? [{ base: { kind: 'instance', file: base.file, id: base.id }, path: [] }] : [];
      if (base.kind === 'function' && path.length === 0) return this.returned(base.file, base.id, depth + 1);
      if (base.kind === 'external' || base.kind === 'function') return [];
      // What a maker's wrapper holds is had by calling it.
      if (base.kind === 'instance' && path.length === 0) return [{ base, path }];
      // `table.get(key)` is an element of the table; Object.freeze(x) is x.
      const method = path.at(-1);
      if (method === 'get' && path.length > 1) return [{ base, path: [...path.slice(0, -1), '*'] }];
      if (method === 'get') return [{ base, path: ['*'] }];
      const first = call.arguments[0];
      if (base.kind === 'global' && base.name === 'Object' && method === 'freeze' && first) return this.places(file, first, depth + 1);
      return [];
    });
  }

  /** The places that a function's result may denote, apart from its own parameters and locals. */
  returned(file: string, id: FunctionId, depth = 0): readonly Place[] {
    const fact = this.facts(file).functions[id];
    if (!fact || depth > MAX_DEPTH) return [];
    return unique(fact.returns.flatMap((value) => this.places(file, value, depth + 1)));
  }

  /** A method, getter or function-valued field of a class or of what it extends. */
  memberFunction(file: string, id: number, key: string, isStatic: boolean, depth = 0): { readonly kind: 'method' | 'getter'; readonly file: string; readonly id: FunctionId } | undefined {
    const fact = this.facts(file).classes[id];
    if (!fact || depth > 5) return undefined;
    for (const candidate of fact.members) {
      if (candidate.name !== key || candidate.static !== isStatic || candidate.function === undefined) continue;
      if (candidate.kind === 'method' || candidate.kind === 'field') return { kind: 'method', file, id: candidate.function };
      if (candidate.kind === 'getter') return { kind: 'getter', file, id: candidate.function };
    }
    const parent = this.superclass(file, fact);
    return parent && this.memberFunction(parent.file, parent.id, key, isStatic, depth + 1);
  }

  superclass(file: string, fact: ClassFact): (Reference & { kind: 'class' }) | undefined {
    if (!fact.superclass) return undefined;
    for (const { base, path } of this.places(file, fact.superclass)) if (base.kind === 'class' && path.length === 0) return base;
    return undefined;
  }
}
