import { MODULE_FUNCTION, type FileFacts, type FunctionFact, type FunctionId, type Value } from '../facts/facts.js';
import { isGlobalObject } from './places.js';
import type { References } from './references.js';
import type { Shape } from './report.js';

/** Where a singleton is kept: the one variable, static field or global slot that an accessor hands out. */
export type Holder =
  | { readonly kind: 'variable'; readonly file: string; readonly id: number }
  | { readonly kind: 'static'; readonly file: string; readonly class: number; readonly name: string }
  | { readonly kind: 'global'; readonly file: string; readonly name: string }
  | { readonly kind: 'class'; readonly file: string; readonly class: number };

/** A function (or static getter, or self-returning constructor) that hands out a shared object. */
export type Accessor = {
  readonly file: string;
  readonly function: FunctionId;
  /** `getEngine`, `Engine.getInstance`. */
  readonly name: string;
  readonly at: number;
  readonly shape: Shape;
  readonly holder: Holder;
};

/** Recognises accessors by their shape where they are defined, never by their name, and follows calls to them. */
export class Accessors {
  readonly #references: References;
  readonly #known: Map<FunctionFact, Accessor | undefined> = new Map();

  constructor(references: References) {
    this.#references = references;
  }

  /** The accessor that a callee means, through aliases, barrels, default exports, namespaces and CommonJS. */
  ofCallee(file: string, callee: Value): Accessor | undefined {
    for (const { base, path } of this.#references.places(file, callee)) {
      if (base.kind === 'function' && path.length === 0) {
        const found = this.ofFunction(base.file, base.id);
        if (found) return found;
      }
    }
    return undefined;
  }

  /** `Engine.instance`, where `instance` is a static getter or a static field that holds the one object. */
  ofMember(file: string, value: Value): Accessor | undefined {
    if (value.kind !== 'member' || typeof value.key !== 'string') return undefined;
    for (const { base, path } of this.#references.places(file, value.object)) {
      if (base.kind !== 'class' || path.length > 0) continue;
      const fact = this.#references.facts(base.file).classes[base.id];
      const found = fact?.members.find((member) => member.static && member.name === value.key);
      if (!fact || !found) continue;
      if (found.kind === 'getter' && found.function !== undefined) return this.ofFunction(base.file, found.function);
      if (found.kind === 'field' && found.value && this.#builds(base.file, found.value)) {
        const holder: Holder = { kind: 'static', file: base.file, class: base.id, name: found.name };
        return { file: base.file, function: fact.function, name: `${fact.name}.${found.name}`, at: found.at, shape: 'static-accessor', holder };
      }
    }
    return undefined;
  }

  ofFunction(file: string, id: FunctionId): Accessor | undefined {
    const facts = this.#references.facts(file);
    const fact = facts.functions[id];
    if (!fact || id === MODULE_FUNCTION || fact.kind === 'constructor' || fact.kind === 'setter') return undefined;
    if (this.#known.has(fact)) return this.#known.get(fact);
    this.#known.set(fact, undefined);
    const found = this.#recognise(file, facts, id, fact);
    this.#known.set(fact, found);
    return found;
  }

  #recognise(file: string, facts: FileFacts, id: FunctionId, fact: FunctionFact): Accessor | undefined {
    if (fact.class !== undefined && !fact.static) return undefined;
    for (const value of fact.returns) {
      const holder = this.#holder(file, value, 0);
      if (!holder || !this.#holdsObject(holder)) continue;
      const name = fact.class === undefined ? fact.name : `${facts.classes[fact.class]?.name ?? ''}.${fact.name}`;
      return { file, function: id, name, at: fact.at, shape: this.#shape(fact, id, holder), holder };
    }
    return undefined;
  }

  /** The holder that a returned value is read from; undefined for what is built afresh or looked up by a key. */
  #holder(file: string, value: Value, depth: number): Holder | undefined {
    if (depth > 6) return undefined;
    const facts = this.#references.facts(file);
    switch (value.kind) {
      case 'await': return this.#holder(file, value.of, depth + 1);
      case 'either': return this.#first(value.of, (part) => this.#holder(file, part, depth + 1));
      case 'variable': {
        const variable = facts.variables[value.id];
        if (!variable) return undefined;
        if (variable.imported) {
          const meaning = this.#references.index.meaning(file, variable.imported);
          return meaning?.kind === 'value' ? this.#holder(meaning.file, meaning.value, depth + 1) : undefined;
        }
        if (variable.kind === 'parameter' || variable.kind === 'function' || variable.kind === 'class' || variable.kind === 'catch') return undefined;
        if (variable.function === MODULE_FUNCTION || this.#isSharedClosure(facts, variable.function)) return { kind: 'variable', file, id: value.id };
        return this.#first(variable.definitions, (part) => this.#holder(file, part, depth + 1));
      }
      case 'member': {
        if (typeof value.key !== 'string') return undefined;
        if (value.object.kind === 'global' && isGlobalObject(value.object.name)) return { kind: 'global', file, name: value.key };
        for (const { base, path } of this.#references.places(file, value.object)) {
          if (base.kind === 'class' && path.length === 0) return { kind: 'static', file: base.file, class: base.id, name: value.key };
          // `const g = globalThis as …; return g.engine`
          if (base.kind === 'global' && isGlobalObject(base.name) && path.length === 0) return { kind: 'global', file, name: value.key };
        }
        return undefined;
      }
      case 'call': {
        const call = facts.calls[value.id];
        if (!call) return undefined;
        const accessor = this.ofCallee(file, call.callee);
        return accessor?.holder;
      }
      default: return undefined;
    }
  }

  /** A function that runs once, at module level, holds its variables for ever: an IIFE around an accessor. */
  #isSharedClosure(facts: FileFacts, owner: FunctionId): boolean {
    return facts.calls.some(({ callee, function: caller }) => caller === MODULE_FUNCTION && calleeFunction(facts, callee) === owner);
  }

  /** A primitive is no singleton: `getVersion()` hands out a string. */
  #holdsObject(holder: Holder): boolean {
    const facts = this.#references.facts(holder.file);
    switch (holder.kind) {
      case 'variable': return facts.variables[holder.id]?.definitions.some((part) => this.#mayBeObject(facts, part, 0)) ?? false;
      case 'static': {
        const initial = facts.classes[holder.class]?.members.find(({ name, static: isStatic }) => isStatic && name === holder.name)?.value;
        return (initial !== undefined && this.#mayBeObject(facts, initial, 0))
          || facts.writes.some(({ target, value }) => target.kind === 'member' && target.key === holder.name && this.#mayBeObject(facts, value, 0));
      }
      case 'global':
        return facts.writes.some(({ target, value }) => target.kind === 'member' && target.key === holder.name && this.#mayBeObject(facts, value, 0));
      case 'class': return true;
    }
  }

  #mayBeObject(facts: FileFacts, value: Value, depth: number): boolean {
    switch (value.kind) {
      case 'call':
      case 'module': return true;
      case 'await': return this.#mayBeObject(facts, value.of, depth);
      case 'either': return value.of.some((part) => this.#mayBeObject(facts, part, depth));
      case 'variable': {
        const variable = facts.variables[value.id];
        if (!variable || depth > 4) return false;
        if (variable.kind === 'parameter') return !/^(string|number|boolean)$/.test(variable.type ?? '');
        return variable.definitions.some((part) => this.#mayBeObject(facts, part, depth + 1));
      }
      default: return false;
    }
  }

  #builds(file: string, value: Value): boolean {
    const facts = this.#references.facts(file);
    return value.kind === 'call' && facts.calls[value.id]?.new === true;
  }

  #shape(fact: FunctionFact, id: FunctionId, holder: Holder): Shape {
    if (holder.kind === 'static' || holder.kind === 'class') return 'static-accessor';
    if (holder.kind === 'global') return 'global-slot';
    const holderFacts = this.#references.facts(holder.file);
    const variable = holderFacts.variables[holder.id];
    if (variable && variable.function !== MODULE_FUNCTION) return 'closure-singleton';
    const fills = holderFacts.writes.filter(({ target }) => target.kind === 'variable' && target.id === holder.id);
    const lazily = fills.find((write) => isLazyWrite(write.operator, write.guard === undefined ? undefined : holderFacts.guards[write.guard]?.absent, holder.id));
    if (lazily) return fact.async || lazily.value.kind === 'await' ? 'async-lazy-getter' : 'lazy-getter';
    if (fills.length > 0 && fills.every((write) => write.function !== id)) return 'set-get-pair';
    return 'eager-export';
  }

  #first<T, R>(items: readonly T[], pick: (item: T) => R | undefined): R | undefined {
    for (const item of items) {
      const found = pick(item);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function isLazyWrite(operator: string, absent: readonly Value[] | undefined, id: number): boolean {
  if (operator === '??=' || operator === '||=') return true;
  return absent?.some((value) => value.kind === 'variable' && value.id === id) ?? false;
}

function calleeFunction(facts: FileFacts, callee: Value): FunctionId | undefined {
  if (callee.kind === 'function') return callee.id;
  if (callee.kind !== 'variable') return undefined;
  const definition = facts.variables[callee.id]?.definitions[0];
  return definition?.kind === 'function' ? definition.id : undefined;
}

/** The key of the root that an accessor hands out. */
export function holderKey(holder: Holder): string {
  switch (holder.kind) {
    case 'variable': return `variable ${holder.file} ${String(holder.id)}`;
    case 'static': return `class ${holder.file} ${String(holder.class)}.${holder.name}`;
    case 'class': return `class ${holder.file} ${String(holder.class)}`;
    case 'global': return `global ${holder.name}`;
  }
}
