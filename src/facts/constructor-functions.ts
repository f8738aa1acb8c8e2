import type { Builder } from './builder.js';
import { MODULE_FUNCTION, type ClassFact, type FunctionFact, type FunctionId, type Member, type Value, type VariableId } from './facts.js';

/** Turns `function Session() { this.user = null }` with its `Session.prototype.login = function …` into a class like any other. */
export function addConstructorFunctions(b: Builder): void {
  const methods = prototypeMethods(b);
  if (methods.size === 0 && !b.writes.some(({ target }) => target.kind === 'member' && target.object.kind === 'this' && isPlain(b.functions[target.object.function]))) return;
  const built = new Set(b.calls.flatMap((call) => (call.new && call.callee.kind === 'variable' ? [call.callee.id] : [])));
  for (const [variable, { kind, definitions, name }] of b.variables.entries()) {
    const [only, other] = definitions;
    if (only?.kind !== 'function' || other || (kind !== 'function' && kind !== 'const' && kind !== 'var')) continue;
    const fact = b.functions[only.id];
    if (!fact || !isPlain(fact)) continue;
    const own = methods.get(variable) ?? [];
    const fields = ownMethods(b, only.id);
    if (own.length === 0 && (fields === undefined || !(built.has(variable) || /^[A-Z]/.test(name)))) continue;
    define(b, variable, only.id, [...own, ...fields ?? []]);
  }
}

function isPlain(fact: FunctionFact | undefined): boolean {
  return fact?.kind === 'function' && fact.class === undefined && fact.object === undefined;
}

type Method = { readonly name: string; readonly id: FunctionId; readonly at: number };

function define(b: Builder, variable: VariableId, constructor: FunctionId, methods: readonly Method[]): void {
  const fact = b.functions[constructor];
  if (!fact) return;
  const id = b.classes.length;
  const members: Member[] = [{ name: 'constructor', kind: 'constructor', static: false, at: fact.at, function: constructor, decorators: [] }];
  for (const method of methods) {
    members.push({ name: method.name, kind: 'method', static: false, at: method.at, function: method.id, decorators: [] });
    const body = b.functions[method.id];
    if (body) b.functions[method.id] = { ...body, class: id, kind: 'method' };
  }
  const made: ClassFact = { name: b.variable(variable).name, at: fact.at, function: fact.parent, members, decorators: [], variable };
  b.classes.push(made);
  b.functions[constructor] = { ...fact, class: id, kind: 'constructor' };
  b.variable(variable).definitions.splice(0, 1, { kind: 'class', id });
}

/** `Session.prototype.login = function …`, `Session.prototype = { login() { … } }`. */
function prototypeMethods(b: Builder): ReadonlyMap<VariableId, readonly Method[]> {
  const found: Map<VariableId, Method[]> = new Map();
  const add = (owner: Value, name: string, value: Value, at: number): void => {
    if (owner.kind !== 'variable' || value.kind !== 'function') return;
    const known = found.get(owner.id);
    if (known) known.push({ name, id: value.id, at });
    else found.set(owner.id, [{ name, id: value.id, at }]);
  };
  for (const { target, value, at } of b.writes) {
    if (target.kind !== 'member' || typeof target.key !== 'string') continue;
    if (isPrototype(target.object)) add(target.object.object, target.key, value, at);
    else if (target.key === 'prototype' && value.kind === 'object') for (const property of value.properties) add(target.object, property.name, property.value, at);
  }
  return found;
}

/** `Session.prototype.messages = []`: one list for all sessions. */
export function addPrototypeValues(b: Builder): void {
  for (const { target, value, at, function: writer } of b.writes) {
    if (writer !== MODULE_FUNCTION || target.kind !== 'member' || typeof target.key !== 'string' || value.kind === 'function' || !isPrototype(target.object)) continue;
    const owner = target.object.object;
    for (const made of owner.kind === 'variable' ? b.variable(owner.id).definitions : []) {
      if (made.kind === 'class') b.classes[made.id]?.members.push({ name: target.key, kind: 'field', static: true, prototype: true, at, value, decorators: [] });
    }
  }
}

function isPrototype(value: Value): value is Value & { kind: 'member' } {
  return value.kind === 'member' && value.key === 'prototype';
}

/** What a function puts into `this` that can be called; none where it puts nothing there at all. */
function ownMethods(b: Builder, id: FunctionId): readonly Method[] | undefined {
  const own = b.writes.filter(({ target }) => target.kind === 'member' && target.object.kind === 'this' && target.object.function === id);
  if (own.length === 0) return undefined;
  return own.flatMap(({ target, value, at }) => (target.kind === 'member' && typeof target.key === 'string' && value.kind === 'function' && b.functions[value.id]?.kind !== 'arrow' ? [{ name: target.key, id: value.id, at }] : []));
}
