import { isGlobalObject, literalIn, type Place, type Reference } from './places.js';
import type { References } from './references.js';

/** Answers what a property of a place is: a method, what a getter reads, an export of a module, or a place of its own. */
export class Members {
  readonly #references: References;

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
        return whole && 'value' in whole && whole.value.kind === 'variable' ? [{ base: { kind: 'variable', file: base.file, id: whole.value.id }, path: [key] }] : [];
      }
      case 'external': return base.path.length >= 4 ? [place] : [{ base: { ...base, path: [...base.path, key] }, path: [] }];
      case 'global':
        if (isGlobalObject(base.name)) return [{ base: { kind: 'global', name: key }, path: [] }];
        return [{ base, path: [key] }];
      case 'class':
      case 'instance': {
        const method = this.#references.instances.memberFunction(base.file, base.id, key, base.kind === 'class');
        if (method?.kind === 'method') return [{ base: { kind: 'function', file: method.file, id: method.id }, path: [] }];
        if (method?.kind === 'getter') return this.#references.results.returned(method.file, method.id, depth + 1);
        return [{ base, path: [key] }];
      }
      case 'object': {
        const property = base.value.properties.find(({ name }) => name === key);
        return property ? this.#references.places(base.file, property.value, depth + 1) : [];
      }
      case 'variable': return this.#variableMember(base, key, depth);
      case 'function': return [{ base, path: [key] }];
    }
  }

  #variableMember(base: Reference & { kind: 'variable' }, key: string, depth: number): readonly Place[] {
    const facts = this.#references.facts(base.file);
    const variable = facts.variables[base.id];
    for (const reference of variable ? this.#references.instances.ofVariable(base.file, variable, depth) : []) {
      const found = this.#references.instances.memberFunction(reference.file, reference.id, key, false);
      if (found?.kind === 'method') return [{ base: { kind: 'function', file: found.file, id: found.id }, path: [] }];
      return [{ base: reference, path: [key] }];
    }
    for (const definition of variable?.definitions ?? []) {
      if (definition.kind === 'call' || definition.kind === 'await') {
        // What a factory returns as a literal: `createClient()` gives `{ get, authenticate }`.
        const through = this.#references.places(base.file, definition, depth + 1).filter((place) => place.base.kind === 'object').flatMap((place) => this.of(place, key, depth + 1))
          .filter((place) => place.base.kind !== 'object' && place.path.length === 0);
        if (through.length > 0) return through;
      }
      const literal = literalIn(definition, facts);
      const property = literal?.properties.find(({ name }) => name === key);
      if (property?.value.kind === 'function') return [{ base: { kind: 'function', file: base.file, id: property.value.id }, path: [] }];
      if (property?.value.kind === 'variable') {
        const through = this.#references.places(base.file, property.value, depth + 1);
        if (through.some((place) => place.base.kind === 'function' || place.base.kind === 'instance' || place.base.kind === 'class')) return through;
      }
    }
    return [{ base, path: [key] }];
  }
}
