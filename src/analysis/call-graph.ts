import type { Value } from '../facts/facts.js';
import { linkMethodsByName } from './calls-by-name.js';
import { decorations } from './decorators.js';
import { emitted } from './emitters.js';
import type { CallSite, Fn, Program } from './program.js';
import { parameterIndex } from './parameters.js';
import { referenceKey } from './places.js';
import { callsOfStored } from './stored-functions.js';

/** Links every call to the functions it may run, and every function to where it is handed over. */
export function linkCalls(program: Program): void {
  for (const file of program.files) {
    const facts = program.facts(file);
    for (const [id, call] of facts.calls.entries()) {
      const from = program.fn(file, call.function);
      if (!from) continue;
      const site: CallSite = { file, id, call, from, targets: [] };
      from.calls.push(site);
      program.addSite(site);
      for (const target of targetsOf(program, file, site)) link(site, target);
      call.arguments.forEach((argument, index) => { handOver(program, site, argument, index, '', 0); });
    }
    linkSetters(program, file);
    linkGetters(program, file);
    markExports(program, file);
  }
  linkEvents(program);
  linkStored(program);
  linkMethodsByName(program, link);
  linkDecorators(program);
  linkParameters(program);
}

/** Whoever calls a decorated method runs what the decorator put in its place. */
function linkDecorators(program: Program): void {
  for (const { method, decorator, site, replacements } of decorations(program)) {
    site.from.calls.push(site);
    link(site, decorator);
    for (const replacement of replacements) for (const caller of method.callers) link(caller, replacement);
  }
}

function linkStored(program: Program): void {
  for (const { site, stored } of callsOfStored(program)) for (const target of stored) link(site, target);
}

function linkEvents(program: Program): void {
  for (const { site, listeners } of emitted(program)) {
    if (listeners.length > 0) site.from.calls.push(site);
    for (const listener of listeners) link(site, listener);
  }
}

/** `settings.theme = chosen` calls `set theme(…)` where there is one. */
function linkSetters(program: Program, file: string): void {
  const { setters } = program.references.members;
  for (const { target, value, function: writer, at } of program.facts(file).writes) {
    const from = target.kind === 'member' && typeof target.key === 'string' && setters.has(target.key) ? program.fn(file, writer) : undefined;
    if (from) linkAccessor(program, from, target, 'setter', [value], at);
  }
}

/** And a look at `settings.theme` calls `get theme()`. */
function linkGetters(program: Program, file: string): void {
  const { getters } = program.references.members;
  if (getters.size === 0) return;
  for (const from of program.functions(file)) {
    for (const { of, at } of from.fact.reads) if (of.kind === 'member' && typeof of.key === 'string' && getters.has(of.key)) linkAccessor(program, from, of, 'getter', [], at);
  }
}

function linkAccessor(program: Program, from: Fn, target: Value, kind: 'getter' | 'setter', given: readonly Value[], at: number): void {
  if (target.kind !== 'member' || typeof target.key !== 'string') return;
  for (const place of program.references.places(from.file, target.object)) {
    const found = program.references.members[kind](place, target.key);
    const accessor = found && program.fn(found.file, found.id);
    if (!accessor) continue;
    const site: CallSite = { file: from.file, id: -1, call: { callee: target, arguments: given, new: false, function: from.id, at, end: at }, from, targets: [] };
    from.calls.push(site);
    link(site, accessor);
  }
}

function link(site: CallSite, target: Fn): void {
  if (site.targets.includes(target)) return;
  site.targets.push(target);
  target.callers.push(site);
}

/** Methods of patterns and of loaders, which keep where they stopped and what they have loaded. */
const OF_INTEREST = /^(?:test|exec|load|loadMany)$/;

function targetsOf(program: Program, file: string, site: CallSite): readonly Fn[] {
  const { call } = site;
  if (call.callee.kind === 'function') return program.functionsOf(file, call.callee);
  const found: Fn[] = [];
  for (const { base, path } of program.references.places(file, call.callee)) {
    if (base.kind === 'variable' && (path.length === 0 || path.length === 1 && OF_INTEREST.test(path[0] ?? ''))) program.addCallOf(referenceKey(base), site);
    if (base.kind === 'class' && (path[1] === 'test' || path[1] === 'exec')) program.addCallOf(`${referenceKey(base)}.${path[0] ?? ''}`, site);
    if (path.length > 0) continue;
    if (base.kind === 'function' && !call.new) {
      const target = program.fn(base.file, base.id);
      if (target) found.push(target);
    } else if (call.new && base.kind === 'class') {
      found.push(...constructorsOf(program, base.file, base.id));
    }
  }
  return found;
}

/** What runs when a class is constructed: its constructor and field initialisers, or those that it inherits. */
export function constructorsOf(program: Program, file: string, id: number): readonly Fn[] {
  const own = program.functions(file).filter(({ fact }) => fact.class === id && fact.kind === 'constructor');
  if (own.some(({ fact }) => fact.name === 'constructor')) return own;
  const fact = program.class(file, id);
  const parent = fact && program.references.instances.superclass(file, fact);
  return parent ? [...own, ...constructorsOf(program, parent.file, parent.id)] : own;
}

function handOver(program: Program, site: CallSite, argument: Value, index: number, property: string, depth: number): void {
  switch (argument.kind) {
    case 'function':
    case 'variable':
    case 'member':
    case 'call': {
      if (argument.kind === 'variable' && !mayBeFunction(program, site.file, argument)) return;
      for (const target of program.functionsOf(site.file, argument)) target.handedTo.push({ site, index, property });
      // `plugins: [useViewer()]`: an object of functions, made for the occasion.
      if (argument.kind === 'call' && depth > 0 && depth < 3) for (const { base, path } of program.references.places(site.file, argument)) if (base.kind === 'object' && path.length === 0) handOverParts(program, site, base.file, base.value, index, property, depth);
      return;
    }
    case 'object':
      if (depth < 4) handOverParts(program, site, site.file, argument, index, property, depth);
      return;
    case 'array':
      for (const part of argument.elements) handOver(program, site, part, index, property, depth + 1);
      return;
    default:
  }
}

function handOverParts(program: Program, site: CallSite, file: string, { properties }: Value & { kind: 'object' }, index: number, property: string, depth: number): void {
  for (const { name, value } of properties) {
    const path = property ? `${property}.${name}` : name;
    if (file === site.file) handOver(program, site, value, index, path, depth + 1);
    else if (value.kind === 'function') for (const target of program.functionsOf(file, value)) target.handedTo.push({ site, index, property: path });
  }
}

function mayBeFunction(program: Program, file: string, value: Value & { kind: 'variable' }): boolean {
  const variable = program.variable(file, value.id);
  if (!variable) return false;
  return variable.kind === 'function' || variable.kind === 'import' || variable.definitions.some(({ kind }) => kind === 'function' || kind === 'call' || kind === 'member' || kind === 'variable' || kind === 'module');
}

function markExports(program: Program, file: string): void {
  for (const found of program.facts(file).exports) {
    if ('from' in found) continue;
    for (const target of program.functionsOf(file, found.value)) target.exported = true;
    if (found.value.kind === 'object') for (const { value } of found.value.properties) for (const target of program.functionsOf(file, value)) target.exported = true;
    for (const { base, path } of program.references.places(file, found.value)) {
      if (path.length > 0 || (base.kind !== 'class' && base.kind !== 'instance')) continue;
      for (const fn of program.functions(base.file)) if (fn.fact.class === base.id) fn.exported = true;
    }
    if (found.value.kind === 'variable') {
      for (const definition of program.variable(file, found.value.id)?.definitions ?? []) {
        if (definition.kind === 'object') for (const { value } of definition.properties) for (const target of program.functionsOf(file, value)) target.exported = true;
      }
    }
  }
}

/** A function that calls its own parameter runs what its callers give it. */
function linkParameters(program: Program): void {
  for (const fn of program.allFunctions()) {
    for (const site of fn.calls) {
      if (site.targets.length > 0) continue;
      const position = parameterIndex(program, site.file, site.call.callee);
      const owner = position && program.fn(site.file, position.function);
      for (const caller of owner?.callers ?? []) {
        const argument = caller.call.arguments[position?.index ?? 0];
        if (!argument) continue;
        for (const target of program.functionsOf(caller.file, argument)) {
          site.isOfParameter = true;
          link(site, target);
          program.addPassed(caller.from, { site: caller, target });
        }
      }
    }
  }
}
