import { MODULE_FUNCTION, type ClassFact, type FunctionId, type Value, type Variable } from '../facts/facts.js';
import { MAX_DEPTH, type Place, type Reference, referenceKey } from './places.js';
import type { References } from './references.js';

export type Instance = Reference & { kind: 'instance' };

/** Answers which classes an object is an instance of: by how it is built, else by the type that is written beside it. */
export class Instances {
  readonly #references: References;
  readonly #fields: Map<string, readonly Instance[]> = new Map();
  readonly #shared: Map<string, ReadonlyMap<string, Value & { kind: 'variable' }>> = new Map();
  readonly #types: Map<string, ReadonlyMap<string, number>> = new Map();

  constructor(references: References) {
    this.#references = references;
  }

  /** The classes whose instance a variable holds, by what is assigned to it, else by its annotated type. */
  ofVariable(file: string, variable: Variable, depth = 0): readonly Instance[] {
    if (depth > MAX_DEPTH) return [];
    const built = variable.definitions.flatMap((definition) => this.of(file, definition, depth + 1));
    if (built.length > 0) return built;
    return variable.type ? this.named(file, variable.type) : [];
  }

  /** The class that a type name means where it is written. */
  named(file: string, name: string): readonly Instance[] {
    const id = this.#typesIn(file).get(name);
    if (id === undefined) return [];
    return this.#references.ofVariable(file, id, MAX_DEPTH - 2).flatMap(({ base, path }) => (base.kind === 'class' && path.length === 0 ? [{ kind: 'instance' as const, file: base.file, id: base.id }] : []));
  }

  /** The classes and imports at the top of a file, by name. */
  #typesIn(file: string): ReadonlyMap<string, number> {
    const known = this.#types.get(file);
    if (known) return known;
    const found: Map<string, number> = new Map();
    for (const [id, { name, function: owner, kind }] of this.#references.facts(file).variables.entries()) {
      if (owner === MODULE_FUNCTION && (kind === 'class' || kind === 'import') && !found.has(name)) found.set(name, id);
    }
    this.#types.set(file, found);
    return found;
  }

  /** The classes a value is an instance of, looking only at how it is built. */
  of(file: string, value: Value, depth = 0): readonly Instance[] {
    switch (value.kind) {
      case 'this':
      case 'call':
      case 'await':
      case 'either':
        return this.#references.places(file, value, depth + 1).flatMap(({ base, path }) => (base.kind === 'instance' && path.length === 0 ? [base] : []));
      default: return [];
    }
  }

  /** The classes whose instance a field holds: by what it starts with, is given in the constructor, or is declared as. */
  ofField({ base, path }: Place): readonly Instance[] {
    const [field] = path;
    if ((base.kind !== 'instance' && base.kind !== 'class') || field === undefined || field === '*') return [];
    const key = `${referenceKey(base)}.${field}`;
    const known = this.#fields.get(key);
    if (known) return known;
    this.#fields.set(key, []);
    const found = this.#inField(base, field, 0);
    this.#fields.set(key, found);
    return found;
  }

  #inField(base: Reference & { kind: 'instance' | 'class' }, field: string, depth: number): readonly Instance[] {
    const facts = this.#references.facts(base.file);
    const owner = facts.classes[base.id];
    if (!owner || depth > 4) return [];
    const member = owner.members.find(({ name, static: isStatic }) => name === field && isStatic === (base.kind === 'class'));
    const built = member?.value ? this.of(base.file, member.value) : [];
    if (built.length > 0) return built;
    for (const write of facts.writes) {
      const { target } = write;
      if (target.kind !== 'member' || target.key !== field) continue;
      const isOwn = target.object.kind === 'this' ? facts.functions[target.object.function]?.class === base.id
        : base.kind === 'class' && target.object.kind === 'variable' && target.object.id === owner.variable;
      if (!isOwn) continue;
      const given = this.of(base.file, write.value);
      if (given.length > 0) return given;
      if (write.value.kind === 'variable') {
        const variable = facts.variables[write.value.id];
        const typed = variable ? this.ofVariable(base.file, variable) : [];
        if (typed.length > 0) return typed;
      }
    }
    if (member?.type) return this.named(base.file, member.type);
    if (base.kind !== 'instance') return [];
    const parent = this.superclass(base.file, owner);
    return parent ? this.#inField({ kind: 'instance', file: parent.file, id: parent.id }, field, depth + 1) : [];
  }

  /** The module's own object or list that a field starts as, if nothing else is ever put there. */
  sharedStart(base: Instance, field: string): (Value & { kind: 'variable' }) | undefined {
    return this.#starts(base).get(field);
  }

  #starts(base: Instance): ReadonlyMap<string, Value & { kind: 'variable' }> {
    const key = referenceKey(base);
    const known = this.#shared.get(key);
    if (known) return known;
    const { variables, functions, writes } = this.#references.facts(base.file);
    const found: Map<string, Value & { kind: 'variable' }> = new Map();
    const replaced: Set<string> = new Set();
    for (const { target, value, function: writer } of writes) {
      if (target.kind !== 'member' || typeof target.key !== 'string' || target.object.kind !== 'this' || functions[target.object.function]?.class !== base.id) continue;
      const start = value.kind === 'either' ? value.of.find((part) => part.kind === 'variable' && variables[part.id]?.kind !== 'parameter') : value;
      const variable = start?.kind === 'variable' ? variables[start.id] : undefined;
      const isShared = variable?.function === MODULE_FUNCTION && variable.definitions.some(({ kind }) => kind === 'object' || kind === 'array') && functions[writer]?.kind === 'constructor';
      if (isShared && start?.kind === 'variable' && !found.has(target.key)) found.set(target.key, start);
      else replaced.add(target.key);
    }
    for (const name of replaced) found.delete(name);
    this.#shared.set(key, found);
    return found;
  }

  /** A method, getter or function-valued field of a class or of what it extends; or the setter of that name. */
  memberFunction(file: string, id: number, key: string, isStatic: boolean, wanted: 'read' | 'setter' = 'read', depth = 0): { readonly kind: 'method' | 'getter' | 'setter'; readonly file: string; readonly id: FunctionId } | undefined {
    const fact = this.#references.facts(file).classes[id];
    if (!fact || depth > 5) return undefined;
    for (const candidate of fact.members) {
      if (candidate.name !== key || candidate.static !== isStatic || candidate.function === undefined) continue;
      if (wanted === 'setter') {
        if (candidate.kind === 'setter') return { kind: 'setter', file, id: candidate.function };
      } else if (candidate.kind === 'method' || candidate.kind === 'field') return { kind: 'method', file, id: candidate.function };
      else if (candidate.kind === 'getter') return { kind: 'getter', file, id: candidate.function };
    }
    const parent = this.superclass(file, fact);
    return parent && this.memberFunction(parent.file, parent.id, key, isStatic, wanted, depth + 1);
  }

  /** The class on whose prototype a value is that all instances share, as none of them has its own. */
  onPrototype(instance: Instance, key: string): (Reference & { kind: 'class' }) | undefined {
    const lineage = this.lineage(instance);
    const owner = lineage.find(({ file, id }) => this.#references.facts(file).classes[id]?.members.some((member) => member.prototype === true && member.name === key) === true);
    if (!owner) return undefined;
    const isOwn = lineage.some(({ file, id }) => {
      const { writes, functions } = this.#references.facts(file);
      return writes.some(({ target }) => target.kind === 'member' && target.key === key && target.object.kind === 'this' && functions[target.object.function]?.class === id);
    });
    return isOwn ? undefined : { kind: 'class', file: owner.file, id: owner.id };
  }

  /** Whether one class is the other, or extends it: they share their fields. */
  isKin(one: Instance, other: Instance): boolean {
    return this.#extends(one, other) || this.#extends(other, one);
  }

  #extends(one: Instance, other: Instance): boolean {
    return this.lineage(one).some(({ file, id }) => file === other.file && id === other.id);
  }

  /** A class and all that it extends: they have one object's fields between them. */
  lineage(instance: Instance): readonly Instance[] {
    const found: Instance[] = [];
    for (let at: Instance | undefined = instance; at && found.length < 6;) {
      found.push(at);
      const fact: ClassFact | undefined = this.#references.facts(at.file).classes[at.id];
      const parent: Reference | undefined = fact && this.superclass(at.file, fact);
      at = parent?.kind === 'class' ? { ...parent, kind: 'instance' } : undefined;
    }
    return found;
  }

  superclass(file: string, fact: ClassFact): (Reference & { kind: 'class' }) | undefined {
    if (!fact.superclass) return undefined;
    for (const { base, path } of this.#references.places(file, fact.superclass)) if (base.kind === 'class' && path.length === 0) return base;
    return undefined;
  }
}
