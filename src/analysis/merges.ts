import { type Call, MODULE_FUNCTION, type Property, type Value } from '../facts/facts.js';
import { methodName } from './entries/entries.js';
import { provenance } from './provenance.js';
import type { Program } from './program.js';

/** A call that writes into an object it is given: the object, and what is put there, under which key if only under one. */
export type Merge = { readonly target: Value; readonly key?: Value; readonly value: Value; /** All that is put there, where each is named. */ readonly properties?: readonly Property[] };

const LIBRARY = /^(?:lodash|lodash-es|underscore|radashi)(?:[./].+)?$|^(?:extend|deep-extend|just-extend|dset|object-path|dot-prop|set-value|defaults-deep)$/;
const FROM_ALL = /^(?:assign|assignIn|assignWith|assignInWith|extend|extendWith|merge|mergeWith|defaults|defaultsDeep|deepExtend)$/;
const AT_ONE = /^(?:set|defineProperty|setWith|update|dset|setProperty|setValue)$/;

/** `Object.assign(settings, given)`, `merge(defaults, saved)`, `set(state, 'user.name', name)`: what such a function is given first is changed, not copied. */
export function mergeOf(program: Program, file: string, { callee, arguments: args, at, new: isNew }: Call): Merge | undefined {
  const name = methodName(program, file, callee);
  if (isNew || !(FROM_ALL.test(name) || AT_ONE.test(name)) || !(isLanguages(callee, name) || isLibrarys(program, file, callee))) return undefined;
  // `extend(true, target, …)`: deeply.
  const [target, ...rest] = args[0]?.kind === 'literal' ? args.slice(1) : args;
  if (!target || target.kind === 'object') return undefined;
  if (FROM_ALL.test(name)) return { target, value: { kind: 'derived', from: rest }, ...namedIn(rest) };
  const [key, ...values] = rest;
  const [only, other] = values;
  const value: Value = only && !other ? only : { kind: 'array', elements: values, at };
  return key && { target, key, value: name === 'defineProperty' ? describedIn(value) : value };
}

/** The value itself of `{ value, configurable: true }`. */
function describedIn(descriptor: Value): Value {
  return (descriptor.kind === 'object' ? descriptor.properties.find(({ name }) => name === 'value')?.value : undefined) ?? descriptor;
}

function namedIn(sources: readonly Value[]): Pick<Merge, 'properties'> {
  const isNamed = sources.length > 0 && sources.every((source) => source.kind === 'object' && source.spreads.length === 0);
  return isNamed ? { properties: sources.flatMap((source) => (source.kind === 'object' ? source.properties : [])) } : {};
}

function isLanguages(callee: Value, name: string): boolean {
  if (callee.kind !== 'member' || callee.object.kind !== 'global') return false;
  return callee.object.name === 'Object' ? name === 'assign' || name === 'defineProperty' : callee.object.name === 'Reflect' && (name === 'set' || name === 'defineProperty');
}

function isLibrarys(program: Program, file: string, callee: Value): boolean {
  const named = callee.kind === 'member' ? callee.object : callee;
  if (named.kind !== 'variable' || program.variable(file, named.id)?.function !== MODULE_FUNCTION) return false;
  return LIBRARY.test(provenance(program, file, named) ?? '');
}
