import type { Value } from '../facts/facts.js';
import type { CallSite, Fn, Program } from './program.js';
import { parameterIndex } from './parameters.js';
import { referenceKey } from './places.js';

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
    markExports(program, file);
  }
  linkMethodsByName(program);
  linkParameters(program);
}

/** `settings.theme = chosen` calls `set theme(…)` where there is one. */
function linkSetters(program: Program, file: string): void {
  for (const { target, value, function: writer, at } of program.facts(file).writes) {
    const from = program.fn(file, writer);
    if (!from || target.kind !== 'member' || typeof target.key !== 'string' || !program.references.members.setters.has(target.key)) continue;
    for (const place of program.references.places(file, target.object)) {
      const found = program.references.members.setter(place, target.key);
      const setter = found && program.fn(found.file, found.id);
      if (!setter) continue;
      const site: CallSite = { file, id: -1, call: { callee: target, arguments: [value], new: false, function: writer, at, end: at }, from, targets: [] };
      from.calls.push(site);
      link(site, setter);
    }
  }
}

function link(site: CallSite, target: Fn): void {
  if (site.targets.includes(target)) return;
  site.targets.push(target);
  target.callers.push(site);
}

function targetsOf(program: Program, file: string, site: CallSite): readonly Fn[] {
  const { call } = site;
  if (call.callee.kind === 'function') return program.functionsOf(file, call.callee);
  const found: Fn[] = [];
  for (const { base, path } of program.references.places(file, call.callee)) {
    if (base.kind === 'variable' && (path.length === 0 || path[0] === 'test' || path[0] === 'exec')) program.addCallOf(referenceKey(base), site);
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
      return;
    }
    case 'object':
      if (depth < 3) for (const part of argument.properties) handOver(program, site, part.value, index, property ? `${property}.${part.name}` : part.name, depth + 1);
      return;
    case 'array':
      for (const part of argument.elements) handOver(program, site, part, index, property, depth + 1);
      return;
    default:
  }
}

function mayBeFunction(program: Program, file: string, value: Value & { kind: 'variable' }): boolean {
  const variable = program.variable(file, value.id);
  if (!variable) return false;
  return variable.kind === 'function' || variable.kind === 'import' || variable.definitions.some(({ kind }) => kind === 'function' || kind === 'call' || kind === 'member' || kind === 'variable');
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

/** Names that half the standard library shares say nothing about who is called. */
const COMMON = /^(?:get|set|has|add|delete|clear|push|pop|map|filter|find|forEach|reduce|then|catch|finally|on|once|off|emit|call|apply|bind|toString|valueOf|join|split|slice|splice|concat|includes|indexOf|keys|values|entries|json|send|status|end|write|close|open|connect|log|info|warn|error|debug|trace|test|exec|match|replace|parse|stringify|start|stop|run|init|create|update|remove|save|load|read|use|next|execute|handle|process|resolve|reject|dispose|destroy|reset|register|subscribe|query|request|listen)$/;

/** Methods of the language's own objects: an element that has one of these is most likely a text, a list or a promise. */
const OF_BUILTINS: ReadonlySet<string> = new Set([String, Array, Map, Set, Promise, RegExp, Date, Number, Function, Object]
  .flatMap(({ prototype }: { readonly prototype: object }) => Object.getOwnPropertyNames(prototype)));
const MAX_REGISTERED = 24;

/** `commands[name].execute(…)`: an element of the program's own registry may be anything that has such a method. */
function linkRegistered(program: Program, methods: ReadonlyMap<string, readonly Fn[]>): void {
  for (const fn of program.allFunctions()) {
    for (const site of fn.calls) {
      const { callee } = site.call;
      if (site.targets.length > 0 || callee.kind !== 'member' || typeof callee.key !== 'string' || OF_BUILTINS.has(callee.key)) continue;
      const candidates = methods.get(callee.key) ?? [];
      if (candidates.length === 0 || candidates.length > MAX_REGISTERED) continue;
      if (isElement(program, site.file, callee.object)) for (const target of candidates) linkByName(program, site, target);
    }
  }
}

/** A method called on something untyped: linked when only one class or object of the program has such a method. */
function linkMethodsByName(program: Program): void {
  const byName: Map<string, Fn | null> = new Map();
  const methods: Map<string, Fn[]> = new Map();
  for (const fn of program.allFunctions()) {
    const { name, kind, class: owner, object } = fn.fact;
    if (kind !== 'method' && object === undefined && owner === undefined || name === '') continue;
    const same = methods.get(name);
    if (same) same.push(fn);
    else methods.set(name, [fn]);
    if (COMMON.test(name)) continue;
    byName.set(name, byName.has(name) ? null : fn);
  }
  for (const fn of program.allFunctions()) {
    for (const site of fn.calls) {
      const { callee } = site.call;
      if (site.targets.length > 0 || callee.kind !== 'member' || typeof callee.key !== 'string') continue;
      const target = byName.get(callee.key);
      if (target && !isExternal(program, site.file, callee.object)) linkByName(program, site, target);
    }
  }
  linkRegistered(program, methods);
}

function linkByName(program: Program, site: CallSite, target: Fn): void {
  program.linkedByName.add(target.fact.name);
  link(site, target);
}

/** The name by which a call may mean any method of the program that has it, wherever that is; none where it cannot. */
export function nameAskedFor(program: Program, { file, call: { callee }, targets }: CallSite): string | undefined {
  if (targets.length > 0 || callee.kind !== 'member' || typeof callee.key !== 'string') return undefined;
  const isAsked = !COMMON.test(callee.key) && !isExternal(program, file, callee.object) || !OF_BUILTINS.has(callee.key) && isElement(program, file, callee.object);
  return isAsked ? callee.key : undefined;
}

function isElement(program: Program, file: string, value: Value): boolean {
  return program.references.places(file, value).some(({ base, path }) => path.includes('*') && (base.kind === 'variable' || base.kind === 'instance' || base.kind === 'class'));
}

function isExternal(program: Program, file: string, value: Value): boolean {
  return program.references.places(file, value).some(({ base }) => base.kind === 'external' || (base.kind === 'global' && base.name !== 'super'));
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
