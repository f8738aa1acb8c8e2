import { MODULE_FUNCTION } from '../facts/facts.js';
import type { Instance } from './instances.js';
import type { Place } from './places.js';
import type { Program } from './program.js';

/** Answers under which names a place may be read. Only reads under one of these are looked at; whether they are reads of that place is checked afterwards. */
export class ReadNames {
  readonly #program: Program;
  #globals: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(program: Program) {
    this.#program = program;
  }

  of({ base, path }: Place): readonly string[] {
    const field = path.find((part) => part !== '*');
    switch (base.kind) {
      case 'variable': {
        const name = this.#program.variable(base.file, base.id)?.name ?? '';
        const aliases = this.#program.facts(base.file).exports.flatMap((found) => ('value' in found && found.value.kind === 'variable' && found.value.id === base.id ? [found.name] : []));
        return [...new Set([name, ...aliases, ...(field === undefined ? this.#exportedNames(base) : [field])])];
      }
      case 'global': return [base.name, ...this.#aliasesOf(base.name), ...(field === undefined ? [] : [field])];
      case 'instance': return field === undefined ? this.#changeable(base) : [field];
      default: return field === undefined ? [] : [field];
    }
  }

  /** What is in `module.exports = { model, limits }`: whoever asks for the module may give the whole any name. */
  #exportedNames({ file, id }: { readonly file: string; readonly id: number }): readonly string[] {
    return wholeExport(this.#program, file) === id ? this.#program.variable(file, id)?.definitions.flatMap((made) => (made.kind === 'object' ? made.properties.map(({ name }) => name) : [])) ?? [] : [];
  }

  /** Fields that `Object.assign(this, given)` may fill: those that the constructor does not. */
  #changeable(instance: Instance): readonly string[] {
    return [...new Set(this.#program.references.instances.lineage(instance).flatMap(({ file, id }) => {
      const { classes, functions, writes } = this.#program.facts(file);
      const own = functions.filter((fn) => fn.class === id && fn.kind !== 'constructor');
      const built = new Set(writes.flatMap(({ target, function: writer }) => (functions[writer]?.class === id && functions[writer]?.kind === 'constructor' && target.kind === 'member' ? [target.key] : [])));
      const fields = classes[id]?.members.flatMap(({ kind, name, readonly: isFixed, function: method }) => (kind === 'field' && method === undefined && !isFixed ? [name] : [])) ?? [];
      const read = own.flatMap(({ reads }) => reads.flatMap(({ of }) => (of.kind === 'member' && of.object.kind === 'this' && typeof of.key === 'string' ? [of.key] : [])));
      return [...fields, ...read].filter((name) => !built.has(name));
    }))];
  }

  /** `const session = (globalThis[KEY] ??= {})`: names under which a global is read. */
  #aliasesOf(name: string): readonly string[] {
    this.#globals ??= globalAliases(this.#program);
    return this.#globals.get(name) ?? [];
  }
}

/** The variable that `module.exports` was given. */
export function wholeExport(program: Program, file: string): number | undefined {
  const whole = program.facts(file).exports.find(({ name }) => name === '*');
  return whole && 'value' in whole && whole.value.kind === 'variable' ? whole.value.id : undefined;
}

function globalAliases(program: Program): ReadonlyMap<string, readonly string[]> {
  const found: Map<string, string[]> = new Map();
  for (const file of program.files) {
    for (const [id, { name, function: owner, kind, definitions }] of program.facts(file).variables.entries()) {
      if (owner !== MODULE_FUNCTION || kind === 'import' || kind === 'function' || kind === 'class' || definitions.length === 0) continue;
      for (const { base, path } of program.references.places(file, { kind: 'variable', id })) {
        if (base.kind === 'global' && path.length === 0) found.set(base.name, [...found.get(base.name) ?? [], name]);
      }
    }
  }
  return found;
}
