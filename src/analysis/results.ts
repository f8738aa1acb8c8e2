import type { Call, FunctionId, Value } from '../facts/facts.js';
import { MAX_DEPTH, type Place, placeKey, type Reference, referenceKey, unique } from './places.js';
import type { References } from './references.js';

/** Methods of collections that give the collection back. */
const RETURNS_ITSELF = /^(?:set|add|prime|clear)$/;

/** A class of which a container makes objects, or a function that makes them for it. */
export type Maker = Reference & { kind: 'class' | 'function' };

/** Answers which places the result of a call may denote: what is built, handed out, made by a maker or by a container. */
export class Results {
  readonly #references: References;
  /** What containers were told to make, by what they are asked for. */
  registered: ReadonlyMap<string, Maker> = new Map();

  constructor(references: References) {
    this.#references = references;
  }

  of(file: string, id: number, depth: number): readonly Place[] {
    const call = this.#references.facts(file).calls[id];
    if (!call) return [];
    if (!call.new) {
      const made = [...this.madeBy(file, { kind: 'call', id }, depth), ...this.#madeByMaker(file, call.callee, depth)];
      if (made.length > 0) return made;
    }
    const targets = this.#references.places(file, call.callee, depth + 1);
    const made = call.new || targets.some((place) => this.#isOwn(place)) ? [] : this.#fromContainer(file, call, depth);
    return made.length > 0 ? made : this.#resultPlaces(file, call, targets, depth);
  }

  /** A helper that is given a maker hands out what the maker makes: `singleton('events', () => new Events())`. */
  madeBy(file: string, value: Value, depth = 0): readonly Place[] {
    const call = value.kind === 'call' ? this.#references.facts(file).calls[value.id] : undefined;
    if (!call || call.new) return [];
    return call.arguments.flatMap((argument) => {
      const maker = argument.kind === 'function' ? this.#references.facts(file).functions[argument.id] : undefined;
      if (maker?.parameters.length !== 0) return [];
      return maker.returns.flatMap((made) => this.#references.places(file, made, depth + 1).filter(({ base, path }) => base.kind === 'instance' && path.length === 0));
    });
  }

  /** The same for a wrapper that is called later: `const getEvents = lazy(() => new Events())`. */
  #madeByMaker(file: string, callee: Value, depth: number): readonly Place[] {
    if (callee.kind !== 'variable') return [];
    const variable = this.#references.facts(file).variables[callee.id];
    if (!variable) return [];
    if (variable.imported) {
      const meaning = this.#references.index.meaning(file, variable.imported);
      return meaning?.kind === 'value' ? this.#madeByMaker(meaning.file, meaning.value, depth) : [];
    }
    return variable.kind === 'const' ? variable.definitions.flatMap((definition) => this.madeBy(file, definition, depth)) : [];
  }

  /** What of the program's own a container hands out there, whoever's container it is. */
  fromContainer(file: string, call: Call): readonly Place[] {
    return this.registered.size > 0 ? this.#fromContainer(file, call, 0) : [];
  }

  /** What containers were told to make for whoever asks like this. */
  makersAsked(file: string, { arguments: [asked] }: Call, depth = 0): readonly Maker[] {
    if (asked?.kind !== 'literal' && asked?.kind !== 'variable' && asked?.kind !== 'member') return [];
    const tokens = asked.kind === 'literal' ? [asked.text ?? ''] : this.#references.places(file, asked, depth + 1).map((place) => (place.base.kind === 'class' && place.path.length === 0 ? referenceKey(place.base) : placeKey(place)));
    return tokens.flatMap((token) => this.registered.get(token) ?? []);
  }

  /** `container.resolve('runner')`, `Container.get(Basket)`: the container's instance of a class. */
  #fromContainer(file: string, call: Call, depth: number): readonly Place[] {
    const asked = call.arguments[0];
    if (!asked || call.callee.kind !== 'member' || typeof call.callee.key !== 'string' || !/^(?:get|resolve|getInstance|getAsync|resolveAsync|inject)$/.test(call.callee.key)) return [];
    const told = this.makersAsked(file, call, depth).flatMap((maker) => this.#made(maker, depth));
    if (told.length > 0 || asked.kind !== 'variable' && asked.kind !== 'member') return told;
    return this.#references.places(file, asked, depth + 1).flatMap(({ base, path }) => (base.kind === 'class' && path.length === 0 ? [{ base: { kind: 'instance' as const, file: base.file, id: base.id }, path: [] }] : []));
  }

  /** A function of the program's own, or what is asked of its own map: no container's. */
  #isOwn({ base, path }: Place): boolean {
    if (base.kind === 'function' && path.length === 0) return true;
    if (base.kind !== 'variable') return false;
    const { calls, variables } = this.#references.facts(base.file);
    return variables[base.id]?.definitions.some((made) => made.kind === 'call' && calls[made.id]?.new === true && calls[made.id]?.callee.kind === 'global') === true;
  }

  /** An object of a class, or what a function makes. */
  #made(maker: Maker | undefined, depth: number): readonly Place[] {
    if (maker?.kind === 'function') return this.returned(maker.file, maker.id, depth + 1);
    return maker ? [{ base: { kind: 'instance', file: maker.file, id: maker.id }, path: [] }] : [];
  }

  #resultPlaces(file: string, call: Call, targets: readonly Place[], depth: number): readonly Place[] {
    return targets.flatMap(({ base, path }): readonly Place[] => {
      if (call.new) return base.kind === 'class' && path.length === 0 ? [{ base: { kind: 'instance', file: base.file, id: base.id }, path: [] }] : [];
      if (base.kind === 'function' && path.length === 0) return this.returned(base.file, base.id, depth + 1).flatMap((place) => this.#atCall(file, call, base, place, depth));
      // `enter.bind(session)` is `enter`, whatever it is bound to.
      if (base.kind === 'function') return path.length === 1 && path[0] === 'bind' ? [{ base, path: [] }] : [];
      if (base.kind === 'external') return [];
      // What a maker's wrapper holds is had by calling it.
      if (base.kind === 'instance' && path.length === 0) return [{ base, path }];
      // `table.get(key)` is an element of the table; Object.freeze(x) is x.
      const method = path.at(-1);
      const looksUp = method === 'get' && call.arguments.length < 2;
      if (looksUp && path.length > 1) return [{ base, path: [...path.slice(0, -1), '*'] }];
      if (looksUp) return [{ base, path: ['*'] }];
      // `commands.find(({ name }) => name === asked)`
      if ((method === 'find' || method === 'findLast') && call.arguments[0]?.kind === 'function') return [{ base, path: [...path.slice(0, -1), '*'] }];
      // `cache.set(a, 1).set(b, 2)`
      if (method !== undefined && RETURNS_ITSELF.test(method)) return [{ base, path: path.slice(0, -1) }];
      const first = call.arguments[0];
      if (base.kind === 'global' && base.name === 'Object' && first && (method === 'freeze' || method === 'assign' && first.kind !== 'object')) return this.#references.places(file, first, depth + 1);
      return [];
    });
  }

  /** A function that returns its own parameter returns what this call gives it, not what others do. */
  #atCall(file: string, call: Call, fn: Reference & { kind: 'function' }, place: Place, depth: number): readonly Place[] {
    const { base, path } = place;
    const index = base.kind === 'variable' && base.file === fn.file ? this.#references.facts(fn.file).functions[fn.id]?.parameters.indexOf(base.id) ?? -1 : -1;
    if (index < 0) return [place];
    const argument = call.arguments[index];
    return argument ? this.#references.places(file, argument, depth + 1).map((given) => ({ base: given.base, path: [...given.path, ...path] })) : [];
  }

  /** The places that a function's result may denote, apart from its own parameters and locals. */
  returned(file: string, id: FunctionId, depth = 0): readonly Place[] {
    const fact = this.#references.facts(file).functions[id];
    if (!fact || depth > MAX_DEPTH) return [];
    return unique(fact.returns.flatMap((value) => this.#references.places(file, value, depth + 1)));
  }
}
