import { MODULE_FUNCTION, type Value } from '../facts/facts.js';
import { containerOf, type Container } from './containers.js';
import { isContainerSingleton, isSingletonMaker } from './container-singletons.js';
import { madeAtStart } from './composition.js';
import type { Effect } from './effect.js';
import type { CallSite, Program } from './program.js';
import type { Reachability } from './reach.js';
import { type Reference, referenceKey } from './places.js';

/** `wired`: an object that is made while the program starts and kept by whom it is given to. */
export type RootKind = 'variable' | 'static' | 'global' | 'foreign' | 'container' | 'wired' | 'closure' | 'property';

/** One thing that lives as long as the process, and everything that happens to it. */
export type Root = {
  readonly key: string;
  readonly kind: RootKind;
  readonly name: string;
  readonly file: string;
  readonly at: number;
  /** What it starts with, or is filled with. */
  readonly values: readonly { readonly file: string; readonly value: Value }[];
  readonly container: Container;
  readonly frozen: boolean;
  readonly variable: { readonly file: string; readonly id: number } | undefined;
  readonly member: { readonly file: string; readonly class: number; readonly name: string } | undefined;
  /** The classes whose only (or long-lived) instance it holds, with those that their fields hold. */
  readonly classes: readonly (Reference & { kind: 'instance' })[];
  /** Changes of the root itself, and of the fields of what it holds. */
  readonly effects: readonly Effect[];
  /** Where else its only instance is kept: a root there speaks for it, unless nothing of that file can leak. */
  readonly holders: readonly string[];
};

/** Lists everything long-lived in the program. */
export function findRoots(program: Program, effects: ReadonlyMap<string, readonly Effect[]>, reach: Reachability, isConstantKey: (effect: Effect) => boolean, isConfined: (file: string) => boolean): Root[] {
  const fields = instanceFields(effects);
  const writtenStatics = staticFields(effects);
  const changed = changedVariables(effects);
  const roots: Root[] = [];
  const held: Map<string, string[]> = new Map();
  const make = (partial: Omit<Root, 'classes' | 'effects' | 'container' | 'holders'> & { readonly own: readonly Effect[]; readonly holders?: readonly string[] }): void => {
    const { own, holders = [], ...rest } = partial;
    // An entry under a key that is the same for everybody is one more slot.
    const entries = own.filter((effect) => effect.mode === 'keyed' && effect.fn.id !== MODULE_FUNCTION && isConstantKey(effect)).map(({ file, value }) => ({ file, value }));
    const classes = heldClasses(program, [...rest.values, ...entries]);
    for (const reference of classes) held.set(referenceKey(reference), [...(held.get(referenceKey(reference)) ?? []), rest.file]);
    const inside = classes.flatMap((reference) => fields.get(referenceKey(reference)) ?? []);
    const container = rest.values.map(({ file, value }) => containerOf(program, file, value)).find((kind) => kind !== 'unknown' && kind !== 'primitive')
      ?? (rest.values.length > 0 && rest.values.every(({ file, value }) => containerOf(program, file, value) === 'primitive') ? 'primitive' : 'unknown');
    roots.push({ ...rest, classes, container, effects: [...own, ...inside], holders });
  };
  for (const file of program.files) {
    const facts = program.facts(file);
    const ofVariables = changed.get(file) ?? new Map<number, readonly Effect[]>();
    for (const [id, variable] of facts.variables.entries()) {
      const own = ofVariables.get(id) ?? [];
      const isModule = variable.function === MODULE_FUNCTION && variable.kind !== 'import' && variable.kind !== 'function' && variable.kind !== 'class' && variable.kind !== 'parameter';
      // A function is no state; `load.last = …` makes a root of its own.
      if (isModule && own.length === 0 && variable.definitions.length > 0 && variable.definitions.every(({ kind }) => kind === 'function' || kind === 'class')) continue;
      if (!isModule && (own.length === 0 || !isLongLivedClosure(program, reach, file, variable.function, variable.kind, own))) continue;
      make({
        key: `variable ${file} ${String(id)}`, kind: isModule ? 'variable' : 'closure', name: variable.name, file, at: variable.at, frozen: variable.frozen ?? false,
        values: variable.definitions.map((value) => ({ file, value })), variable: { file, id }, member: undefined, own,
      });
    }
    for (const [id, owner] of facts.classes.entries()) {
      const names: Map<string, number> = new Map();
      for (const member of owner.members) if (member.static && member.kind === 'field') names.set(member.name, member.at);
      for (const [name, at] of writtenStatics.get(`class ${file} ${String(id)}`) ?? []) if (!names.has(name)) names.set(name, at);
      for (const [name, at] of names) {
        const key = `class ${file} ${String(id)}.${name}`;
        const own = effects.get(key) ?? [];
        const initial = owner.members.find((member) => member.static && member.name === name);
        if (initial?.function !== undefined) continue;
        const values = [...(initial?.value ? [{ file, value: initial.value }] : []), ...own.filter(({ path }) => path.length === 1).map((effect) => ({ file: effect.file, value: effect.value }))];
        make({ key, kind: 'static', name: `${owner.name}.${name}`, file, at, frozen: initial?.readonly === true && initial.value === undefined && own.every(({ fn }) => fn.fact.kind === 'static-block'), values, variable: undefined, member: { file, class: id, name }, own });
      }
    }
  }
  for (const [key, all] of effects) for (const own of byFile(all)) {
    const first = own.find(({ fn }) => fn.id !== MODULE_FUNCTION) ?? own[0];
    if (!first) continue;
    const { base } = first.place;
    if (base.kind === 'global') {
      const values = own.filter(({ place }) => place.path.length === 0).map((effect) => ({ file: effect.file, value: effect.value }));
      make({ key, kind: isForeignGlobal(base.name) ? 'foreign' : 'global', name: isForeignGlobal(base.name) ? [base.name, ...(first.path[0] === undefined || first.path[0] === '*' ? [] : [first.path[0]])].join('.') : `global.${base.name}`, file: first.file, at: first.at, frozen: false, values, variable: undefined, member: undefined, own });
    } else if (base.kind === 'external') {
      make({ key, kind: 'foreign', name: [base.request, ...base.path].join('.'), file: first.file, at: first.at, frozen: false, values: [], variable: undefined, member: undefined, own });
    } else if (base.kind === 'function') {
      make({ key, kind: 'property', name: `${program.fn(base.file, base.id)?.fact.name ?? ''}.${first.path[0] ?? ''}`, file: first.file, at: first.at, frozen: false, values: own.map((effect) => ({ file: effect.file, value: effect.value })), variable: undefined, member: undefined, own });
    }
  }
  const births = madeAtStart(program, reach, isConfined);
  for (const file of program.files) {
    for (const [id, owner] of program.facts(file).classes.entries()) {
      const reference = { kind: 'instance', file, id } as const;
      const kind = isContainerSingleton(program, file, id) ? 'container' : births.has(referenceKey(reference)) ? 'wired' : undefined;
      if (!kind) continue;
      make({ key: referenceKey(reference), kind, name: owner.name, file, at: owner.at, frozen: false, values: [], variable: undefined, member: undefined, holders: held.get(referenceKey(reference)) ?? [], own: program.references.instances.lineage(reference).flatMap((one) => fields.get(referenceKey(one)) ?? []) });
    }
  }
  return roots;
}

/** By file and variable, so that no name is made up for each of the many variables that nobody changes. */
function changedVariables(effects: ReadonlyMap<string, readonly Effect[]>): ReadonlyMap<string, ReadonlyMap<number, readonly Effect[]>> {
  const found: Map<string, Map<number, readonly Effect[]>> = new Map();
  for (const list of effects.values()) {
    const base = list[0]?.place.base;
    if (base?.kind !== 'variable') continue;
    const known = found.get(base.file) ?? new Map<number, readonly Effect[]>();
    known.set(base.id, list);
    found.set(base.file, known);
  }
  return found;
}

function instanceFields(effects: ReadonlyMap<string, readonly Effect[]>): Map<string, Effect[]> {
  const fields: Map<string, Effect[]> = new Map();
  for (const list of effects.values()) {
    for (const effect of list) {
      if (effect.place.base.kind !== 'instance') continue;
      const key = referenceKey(effect.place.base);
      const known = fields.get(key);
      if (known) known.push(effect);
      else fields.set(key, [effect]);
    }
  }
  return fields;
}

/** What belongs to others is written in many files, and each of them is a finding; what is the program's own is one. */
function byFile(effects: readonly Effect[]): readonly (readonly Effect[])[] {
  const base = effects[0]?.place.base;
  if (base?.kind !== 'external' && !(base?.kind === 'global' && isForeignGlobal(base.name))) return [effects];
  const files: Map<string, Effect[]> = new Map();
  for (const effect of effects) {
    if (effect.operator === 'call' && effect.mode !== 'assign' && !(effect.mode === 'listen' && base.kind === 'external')) continue;
    const known = files.get(effect.file);
    if (known) known.push(effect);
    else files.set(effect.file, [effect]);
  }
  return [...files.values()];
}

function staticFields(effects: ReadonlyMap<string, readonly Effect[]>): Map<string, Map<string, number>> {
  const fields: Map<string, Map<string, number>> = new Map();
  for (const list of effects.values()) {
    for (const { place: { base, path: [name] }, at } of list) {
      if (base.kind !== 'class' || name === undefined || name === '*') continue;
      const key = referenceKey(base);
      const known = fields.get(key) ?? new Map<string, number>();
      if (!known.has(name)) known.set(name, at);
      fields.set(key, known);
    }
  }
  return fields;
}

/** The classes of an instance, of what it extends, and of the helpers that its fields are built with. */
export function heldClasses(program: Program, values: readonly { readonly file: string; readonly value: Value }[]): readonly (Reference & { kind: 'instance' })[] {
  const found: Map<string, Reference & { kind: 'instance' }> = new Map();
  const visit = (reference: Reference & { kind: 'instance' }, depth: number): void => {
    const key = referenceKey(reference);
    if (found.has(key) || depth > 3 || found.size > 12) return;
    found.set(key, reference);
    const owner = program.class(reference.file, reference.id);
    if (!owner) return;
    const parent = program.references.instances.superclass(reference.file, owner);
    if (parent) visit({ kind: 'instance', file: parent.file, id: parent.id }, depth);
    for (const member of owner.members) {
      if (member.static || !member.value) continue;
      for (const inner of program.references.instances.of(reference.file, member.value)) visit(inner, depth + 1);
    }
    for (const write of program.facts(reference.file).writes) {
      const { target, value } = write;
      if (target.kind !== 'member' || target.object.kind !== 'this') continue;
      const fn = program.facts(reference.file).functions[write.function];
      if (fn?.class !== reference.id || fn.kind !== 'constructor') continue;
      for (const inner of program.references.instances.of(reference.file, value)) visit(inner, depth + 1);
    }
  };
  for (const { file, value } of values) for (const reference of program.references.instances.of(file, value)) visit(reference, 0);
  return [...found.values()];
}

/** A variable that a start-up function keeps for its handlers, or that an immediately called closure keeps. */
function isLongLivedClosure(program: Program, reach: Reachability, file: string, functionId: number, kind: string, own: readonly Effect[]): boolean {
  if (kind === 'function' || kind === 'class' || kind === 'catch') return false;
  const owner = program.fn(file, functionId);
  if (!owner || owner.id === MODULE_FUNCTION || owner.fact.class !== undefined && owner.fact.kind !== 'method') return false;
  if (reach.of(owner) === 'request') return false;
  // Handlers are written inside it: it sets a server up.
  for (const [entry, { certain }] of reach.entries) for (let at = entry.parent; at; at = at.parent) if (at === owner) {
    // A `message` of something that is no server's: one of many streams, unless the program starts with it.
    if (certain || reach.isBoot(owner)) return true;
    break;
  }
  // Called while modules load, however many calls away, and what it returns goes on changing the variable.
  const isMadeOnce = isSingletonMaker(program, owner) || (owner.callers.length > 0 && reach.isSurelyBoot(owner)) || owner.handedTo.some(({ site }) => isInstalledBy(site));
  return isMadeOnce && owner.fact.class === undefined && own.some(({ fn }) => fn !== owner && (fn.handedTo.length === 0 || reach.of(fn) === 'request'));
}

/** `schema.plugin(tenants)`: a library runs it once, when it is installed. */
function isInstalledBy({ call: { callee }, from, targets }: CallSite): boolean {
  return from.id === MODULE_FUNCTION && targets.length === 0 && callee.kind === 'member' && typeof callee.key === 'string' && /^(?:plugin|register|install|extend|addPlugin|loadPlugin)$/.test(callee.key);
}

function isForeignGlobal(name: string): boolean {
  return name === 'process' || name === 'console' || name === 'Math' || name === 'Intl' || name === 'Date' || name === 'JSON' || name === 'Object' || name === 'Array' || name === 'String' || name === 'Promise';
}
