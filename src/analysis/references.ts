import type { FileFacts, FunctionId, Key, Value, Variable } from '../facts/facts.js';
import type { Meaning, ProjectIndex } from '../project/index.js';
import { Instances } from './instances.js';
import { Members } from './members.js';
import { isAlias, literalIn, MAX_DEPTH, type Place, unique } from './places.js';
import { isFetched } from './fetched.js';
import { Results } from './results.js';
import { insideSchema, isServiceSchema } from './service-schemas.js';

const MAX_PLACES = 6;
/** From a call to the list that a function returns at last. */
const MAX_CALLS = 2;

type Followed = Value & { kind: 'await' | 'either' | 'module' | 'member' | 'call' };

function limited(places: readonly Place[]): readonly Place[] {
  const found = unique(places);
  return found.length > MAX_PLACES ? found.slice(0, MAX_PLACES) : found;
}

/** Answers where a value lives, following aliases, imports, accessors and fields. */
export class References {
  readonly index: ProjectIndex;
  readonly #facts: Map<string, FileFacts> = new Map();
  readonly #receivers: Map<string, ReadonlyMap<FunctionId, readonly Value[]>> = new Map();
  readonly #objects: Map<string, Map<number, number>> = new Map();
  readonly #places: Map<Value, readonly Place[]> = new Map();
  readonly #provisional: Map<Value, readonly Place[]> = new Map();
  readonly #active: Map<Value, number> = new Map();
  #open = Number.POSITIVE_INFINITY;
  readonly #variables: Map<Variable, readonly Place[]> = new Map();
  readonly members: Members = new Members(this);
  readonly instances: Instances = new Instances(this);
  readonly results: Results = new Results(this);

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
      case 'variable': return this.ofVariable(file, value.id, depth);
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
      case 'await': return this.places(file, value.of, depth + 1).filter((place) => place.path.at(-1) !== '*' || !isFetched(this, file, value.of));
      case 'either': return value.of.flatMap((part) => this.places(file, part, depth + 1));
      case 'module': return this.ofMeaning(this.index.meaning(file, { request: value.request, name: '*' }), depth);
      case 'member': {
        const key = this.keyName(file, value.key);
        const found = this.places(file, value.object, depth + 1).flatMap((place) => this.#ownExport(file, place, key, depth + 1) ?? this.members.of(place, key, depth + 1));
        return found.length === 0 && /^\d+$/.test(key) ? this.#inTuple(file, value.object, Number(key), depth + 1, 0) : found;
      }
      case 'call': return this.results.of(file, value.id, depth);
    }
  }

  /** `exports.getLocale()` in the module itself: what it exports under that name, if that is a function. */
  #ownExport(file: string, { base, path }: Place, key: string, depth: number): readonly Place[] | undefined {
    const isExports = base.kind === 'global' && (base.name === 'exports' ? path.length === 0 : base.name === 'module' && path.length === 1 && path[0] === 'exports');
    const found = isExports ? this.ofMeaning(this.index.exported(file, key), depth) : [];
    return found.length > 0 && found.every((place) => place.base.kind === 'function' && place.path.length === 0) ? found : undefined;
  }

  /** `const [get, set] = createState(null)`: a part of the list that a function returns. */
  #inTuple(file: string, value: Value, index: number, depth: number, calls: number): readonly Place[] {
    if (depth > MAX_DEPTH || calls > MAX_CALLS) return [];
    if (value.kind === 'await') return this.#inTuple(file, value.of, index, depth + 1, calls);
    const element = value.kind === 'array' ? value.elements[index] : undefined;
    if (element) return this.places(file, element, depth + 1);
    const call = value.kind === 'call' ? this.facts(file).calls[value.id] : undefined;
    return call && !call.new ? this.places(file, call.callee, depth + 1).flatMap(({ base, path }) => (base.kind !== 'function' || path.length > 0 ? []
      : this.facts(base.file).functions[base.id]?.returns.flatMap((returned) => this.#inTuple(base.file, returned, index, depth + 1, calls + 1)) ?? [])) : [];
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

  ofVariable(file: string, id: number, depth: number): readonly Place[] {
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
    if (variable.imported) return this.ofMeaning(this.index.meaning(file, variable.imported), depth);
    const own: Place = { base: { kind: 'variable', file, id }, path: [] };
    if (variable.kind === 'function' || variable.kind === 'class' || (variable.kind !== 'parameter' && !variable.reassigned)) {
      const aliases = variable.definitions.flatMap((definition) => (isAlias(definition) ? this.places(file, definition, depth + 1) : []));
      const named = aliases.filter(({ base }) => base.kind !== 'object');
      if (named.length > 0) return named;
    }
    return [own];
  }

  ofMeaning(meaning: Meaning | undefined, depth: number): readonly Place[] {
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
      if (variable !== undefined) return this.ofVariable(file, variable, depth + 1);
    }
    return this.#bound(file).get(functionId)?.flatMap((receiver) => this.places(file, receiver, depth + 1)) ?? [];
  }

  /** `setUser.bind(session)`: what `this` is in functions of their own. */
  #bound(file: string): ReadonlyMap<FunctionId, readonly Value[]> {
    const known = this.#receivers.get(file);
    if (known) return known;
    const found: Map<FunctionId, Value[]> = new Map();
    const { calls, variables } = this.facts(file);
    for (const { callee, arguments: [receiver] } of calls) {
      if (callee.kind !== 'member' || callee.key !== 'bind' || callee.object.kind !== 'variable' || !receiver || receiver.kind === 'this') continue;
      for (const made of variables[callee.object.id]?.definitions ?? []) if (made.kind === 'function') found.set(made.id, [...found.get(made.id) ?? [], receiver]);
    }
    this.#receivers.set(file, found);
    return found;
  }

  /** The module-level variable that an object literal was given to. */
  objectVariable(file: string, at: number): number | undefined {
    let known = this.#objects.get(file);
    if (!known) {
      known = new Map();
      const facts = this.facts(file);
      for (const [id, variable] of facts.variables.entries()) {
        for (const definition of variable.definitions) {
          const literal = literalIn(definition, facts);
          if (literal !== undefined) known.set(literal.at, id);
          if (literal && isServiceSchema(facts, literal)) for (const inner of insideSchema(literal)) known.set(inner.at, id);
        }
      }
      this.#objects.set(file, known);
    }
    return known.get(at);
  }
}
