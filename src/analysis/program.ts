import { MODULE_FUNCTION, type Call, type ClassFact, type FileFacts, type FunctionFact, type Value, type Variable } from '../facts/facts.js';
import type { Configuration } from '../project/configuration.js';
import type { ProjectIndex } from '../project/index.js';
import { Accessors } from './accessors.js';
import type { Reference } from './places.js';
import { registrations } from './registrations.js';
import { References } from './references.js';
import type { Maker } from './results.js';

/** One function of the program, with everything that the call graph learns about it. */
export type Fn = {
  readonly file: string;
  readonly id: number;
  readonly fact: FunctionFact;
  /** The function that it is written in; none for a module's own top level. */
  readonly parent: Fn | undefined;
  readonly calls: CallSite[];
  readonly callers: CallSite[];
  /** Where it is handed to code that cannot be followed. */
  readonly handedTo: HandedOver[];
  exported: boolean;
};

/** One call, with the functions that it may run. */
export type CallSite = { readonly file: string; readonly id: number; readonly call: Call; readonly from: Fn; readonly targets: Fn[]; /** It calls what it was given: whom, depends on who called. */ isOfParameter?: true };

/** `within(span, work)`: the call, and the function that runs because of it. */
export type Passed = { readonly site: CallSite; readonly target: Fn };

/** A function given as an argument, directly or inside an object. */
export type HandedOver = { readonly site: CallSite; readonly index: number; readonly property: string };

/** What is known of the files that are not looked at: whether functions of one are known by what they give back, and what containers were told there. */
export type Beyond = { readonly isKnown: (file: string) => boolean; readonly registered: ReadonlyMap<string, Maker> };

const NOTHING: Beyond = { isKnown: () => false, registered: new Map() };

/** The files under analysis with their functions. Files outside can be looked up, but nothing in them is judged. */
export class Program {
  readonly index: ProjectIndex;
  readonly configuration: Configuration;
  readonly references: References;
  readonly accessors: Accessors;
  readonly files: readonly string[];
  /** Names of all methods. */
  readonly methodNames: Set<string> = new Set();
  /** Names of methods for which calls of objects unknown were taken. */
  readonly linkedByName: Set<string> = new Set();
  readonly #functions: Map<string, readonly Fn[]> = new Map();
  readonly #others: Map<string, readonly Fn[]> = new Map();
  readonly #beyond: Beyond;
  readonly #wrappers: Map<Call, readonly Fn[]> = new Map();
  readonly #variableCalls: Map<string, CallSite[]> = new Map();
  readonly #passed: Map<Fn, Passed[]> = new Map();
  readonly #sites: Map<string, CallSite[]> = new Map();

  /** @param beyond of other files: their functions call nobody, as far as this program knows */
  constructor(index: ProjectIndex, files: readonly string[], configuration: Configuration, beyond: Beyond = NOTHING) {
    this.index = index;
    this.#beyond = beyond;
    this.configuration = configuration;
    this.references = new References(index);
    this.accessors = new Accessors(this.references);
    this.files = files;
    for (const file of files) this.#functions.set(file, this.#functionsIn(file));
    this.references.results.registered = new Map([...beyond.registered, ...registeredMakers(this)]);
  }

  facts(file: string): FileFacts {
    return this.references.facts(file);
  }

  functions(file: string): readonly Fn[] {
    return this.#functions.get(file) ?? this.#functionsBeyond(file);
  }

  fn(file: string, id: number): Fn | undefined {
    return this.functions(file)[id];
  }

  /** The site of a call, once calls are linked. */
  site(file: string, id: number): CallSite | undefined {
    return this.#sites.get(file)?.[id];
  }

  /** Functions that a call gives away to a function of the program, which calls them. */
  runsThrough(from: Fn): readonly Passed[] {
    return this.#passed.get(from) ?? [];
  }

  addPassed(from: Fn, passed: Passed): void {
    const known = this.#passed.get(from);
    if (known) known.push(passed);
    else this.#passed.set(from, [passed]);
  }

  addSite(site: CallSite): void {
    const known = this.#sites.get(site.file);
    if (known) known[site.id] = site;
    else {
      const made: CallSite[] = [];
      made[site.id] = site;
      this.#sites.set(site.file, made);
    }
  }

  /** Calls of what a variable holds, and of the pattern methods on it: found while calls are linked. */
  callsOf(root: string): readonly CallSite[] {
    return this.#variableCalls.get(root) ?? [];
  }

  addCallOf(key: string, site: CallSite): void {
    const known = this.#variableCalls.get(key);
    if (known) known.push(site);
    else this.#variableCalls.set(key, [site]);
  }

  *allFunctions(): Generator<Fn> {
    for (const list of this.#functions.values()) yield* list;
  }

  variable(file: string, id: number): Variable | undefined {
    return this.facts(file).variables[id];
  }

  class(file: string, id: number): ClassFact | undefined {
    return this.facts(file).classes[id];
  }

  /** The functions that a value may be: itself, by name, as a method, bound or wrapped in a call. */
  functionsOf(file: string, value: Value, depth = 0): readonly Fn[] {
    if (depth > 4) return [];
    switch (value.kind) {
      case 'function': {
        const found = this.fn(file, value.id);
        return found ? [found] : [];
      }
      case 'variable':
      case 'member':
        return this.references.places(file, value).flatMap(({ base, path }) => (path.length === 0 ? this.#atReference(base) : []));
      case 'await': return this.functionsOf(file, value.of, depth + 1);
      case 'either': return value.of.flatMap((part) => this.functionsOf(file, part, depth + 1));
      case 'call': {
        const call = this.facts(file).calls[value.id];
        const known = call && this.#wrappers.get(call);
        if (known) return known;
        const found = this.#wrapped(file, value.id, depth);
        if (call && depth < 2) this.#wrappers.set(call, found);
        return found;
      }
      default: return [];
    }
  }

  #atReference(base: Reference): readonly Fn[] {
    if (base.kind !== 'function') return [];
    const found = this.fn(base.file, base.id);
    return found ? [found] : [];
  }

  /** `handler.bind(this)`, `asyncHandler(handler)`, `makeHandler(options)`: the functions that come out. */
  #wrapped(file: string, id: number, depth: number): readonly Fn[] {
    const call = this.facts(file).calls[id];
    if (!call || call.new) return [];
    const { callee } = call;
    if (callee.kind === 'member' && callee.key === 'bind') return this.functionsOf(file, callee.object, depth + 1);
    const made = this.functionsOf(file, callee, depth + 1).flatMap((maker) =>
      maker.fact.returns.flatMap((value) => this.functionsOf(maker.file, value, depth + 1)));
    const given = call.arguments.flatMap((argument) => (argument.kind === 'function' || argument.kind === 'variable' || argument.kind === 'member' || argument.kind === 'call' ? this.functionsOf(file, argument, depth + 1) : []));
    return [...made, ...given];
  }

  #functionsBeyond(file: string): readonly Fn[] {
    const known = this.#others.get(file);
    if (known) return known;
    const found = this.#beyond.isKnown(file) ? this.#functionsIn(file) : [];
    this.#others.set(file, found);
    return found;
  }

  #functionsIn(file: string): readonly Fn[] {
    const made: Fn[] = [];
    for (const [id, fact] of this.facts(file).functions.entries()) {
      if (fact.kind === 'setter') this.references.members.setters.add(fact.name);
      else if (fact.kind === 'getter') this.references.members.getters.add(fact.name);
      made.push({ file, id, fact, parent: id === MODULE_FUNCTION ? undefined : made[fact.parent], calls: [], callers: [], handedTo: [], exported: false });
    }
    for (const { members } of this.facts(file).classes) for (const { name, prototype } of members) if (prototype) this.references.members.onPrototypes.add(name);
    return made;
  }
}

/** Whether a function is written inside another, or is it. */
export function isWithin(fn: Fn, owner: Fn): boolean {
  for (let at: Fn | undefined = fn; at; at = at.parent) if (at === owner) return true;
  return false;
}

/** `register({ runner: asClass(Runner) })`, `bind(TYPES.Runner).to(Runner)`: by what a container is asked for a class, or for what a function makes. */
function registeredMakers(program: Program): ReadonlyMap<string, Maker> {
  const found: Map<string, Maker> = new Map();
  for (const { token, how, made, file } of registrations(program)) {
    if (token === undefined || how === 'value') continue;
    for (const { base, path } of program.references.places(file, made)) if (path.length === 0 && (base.kind === 'class' || base.kind === 'function')) found.set(token, base);
  }
  return found;
}
