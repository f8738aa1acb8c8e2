import type { Value } from '../facts/facts.js';
import type { CallSite, Fn, Program } from './program.js';

type Link = (site: CallSite, target: Fn) => void;

/** Names that half the standard library shares say nothing about who is called. */
const COMMON = /^(?:get|set|has|add|delete|clear|push|pop|map|filter|find|forEach|reduce|then|catch|finally|on|once|off|emit|call|apply|bind|toString|valueOf|join|split|slice|splice|concat|includes|indexOf|keys|values|entries|json|send|status|end|write|close|open|connect|log|info|warn|error|debug|trace|test|exec|match|replace|parse|stringify|start|stop|run|init|create|update|remove|save|load|read|use|next|execute|handle|process|resolve|reject|dispose|destroy|reset|register|subscribe|query|request|listen)$/;

/** Methods of the language's own objects: an element that has one of these is most likely a text, a list or a promise. */
const OF_BUILTINS: ReadonlySet<string> = new Set([String, Array, Map, Set, Promise, RegExp, Date, Number, Function, Object]
  .flatMap(({ prototype }: { readonly prototype: object }) => Object.getOwnPropertyNames(prototype)));
const MAX_REGISTERED = 24;

/** `commands[name].execute(…)`: an element of the program's own registry may be anything that has such a method. */
function linkRegistered(program: Program, methods: ReadonlyMap<string, readonly Fn[]>, link: Link): void {
  for (const fn of program.allFunctions()) {
    for (const site of fn.calls) {
      const { callee } = site.call;
      if (site.targets.length > 0 || callee.kind !== 'member' || typeof callee.key !== 'string' || OF_BUILTINS.has(callee.key)) continue;
      const candidates = methods.get(callee.key) ?? [];
      if (candidates.length === 0 || candidates.length > MAX_REGISTERED) continue;
      if (isElement(program, site.file, callee.object)) for (const target of candidates) linkByName(program, site, target, link);
    }
  }
}

/** A method called on something untyped: linked when only one class or object of the program has such a method. */
export function linkMethodsByName(program: Program, link: Link): void {
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
  for (const [name, fn] of givenMethods(program)) if (!COMMON.test(name)) byName.set(name, byName.has(name) && byName.get(name) !== fn ? null : fn);
  for (const names of [methods, byName]) for (const name of names.keys()) program.methodNames.add(name);
  for (const fn of program.allFunctions()) {
    for (const site of fn.calls) {
      const { callee } = site.call;
      if (site.targets.length > 0 || callee.kind !== 'member' || typeof callee.key !== 'string') continue;
      const target = byName.get(callee.key);
      if (target && !isExternal(program, site.file, callee.object)) linkByName(program, site, target, link);
    }
  }
  linkRegistered(program, methods, link);
}

/** Functions that a library is told to put on its own objects: `schema.static('useTenant', …)`, `schema.methods.rename = …`, `app.decorate('signIn', …)`. */
function* givenMethods(program: Program): Generator<readonly [name: string, fn: Fn]> {
  for (const file of program.files) {
    const { calls, writes } = program.facts(file);
    for (const { callee, arguments: [name, value] } of calls) {
      if (name?.kind !== 'literal' || value?.kind !== 'function' || callee.kind !== 'member' || typeof callee.key !== 'string' || !/^(?:static|method|decorate|decorateRequest|helper|macro|addMethod)$/.test(callee.key)) continue;
      for (const fn of program.functionsOf(file, value)) yield [name.text ?? '', fn];
    }
    for (const { target, value } of writes) {
      if (value.kind !== 'function' || target.kind !== 'member' || typeof target.key !== 'string' || target.object.kind !== 'member' || !/^(?:statics|methods|helpers|query)$/.test(typeof target.object.key === 'string' ? target.object.key : '')) continue;
      for (const fn of program.functionsOf(file, value)) yield [target.key, fn];
    }
  }
}

function linkByName(program: Program, site: CallSite, target: Fn, link: Link): void {
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

/** Somebody else's, or something of the program's own of which all is known, but no such method. */
function isExternal(program: Program, file: string, value: Value): boolean {
  return program.references.places(file, value).some(({ base, path }) => base.kind === 'external' || (base.kind === 'global' && base.name !== 'super') || (path.length === 0 && (base.kind === 'function' || base.kind === 'module')));
}
