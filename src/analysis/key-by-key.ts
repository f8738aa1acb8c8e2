import type { Call, FileFacts, Value, Variable } from '../facts/facts.js';
import type { Place } from './places.js';
import type { Program } from './program.js';
import { firstOf } from './provenance.js';

/** A property of an object whose properties have names of their own, `{ theme: 'light', limits: {} }`, or of one of those. */
export function isRecord(program: Program, { base, path }: Place): boolean {
  if (base.kind !== 'variable' || path.length === 0) return false;
  let wholes: readonly Value[] = program.variable(base.file, base.id)?.definitions ?? [];
  for (const key of path.slice(0, -1)) wholes = wholes.flatMap((whole) => (whole.kind === 'object' ? whole.properties.flatMap(({ name, value }) => (key === '*' || name === key ? [value] : [])) : []));
  return wholes.some((whole) => whole.kind === 'object' && whole.properties.length > 0);
}

/** `for (const key of Object.keys(given)) settings[key] = given[key]` puts one thing after the other where another was before. */
export function copiesEntries({ variables, calls }: FileFacts, key: Value, value: Value): boolean {
  const loopOf = (part: Value): Call | undefined => {
    // `[key, value]` of `Object.entries(given)`.
    const element = part.kind === 'member' && (part.key === '0' || part.key === '1') ? part.object : part;
    const call = element.kind === 'member' && element.object.kind === 'call' ? calls[element.object.id] : undefined;
    return call?.callee.kind === 'member' && (call.callee.key === 'keys' || call.callee.key === 'entries') ? call : undefined;
  };
  // `Object.keys(given).forEach((key) => …)`
  const givenTo = ({ kind, function: owner }: Variable): Call | undefined => {
    const called = kind === 'parameter' ? calls.find(({ callee, arguments: [each] }) => each?.kind === 'function' && each.id === owner && callee.kind === 'member' && callee.key === 'forEach')?.callee : undefined;
    return called?.kind === 'member' ? loopOf({ kind: 'member', object: called.object, key: { kind: 'unknown' }, at: called.at }) : undefined;
  };
  const variable = key.kind === 'variable' ? variables[key.id] : undefined;
  if (!variable || key.kind !== 'variable') return false;
  const loop = firstOf(variable.definitions, loopOf) ?? givenTo(variable);
  if (value.kind === 'variable') return loop !== undefined && firstOf(variables[value.id]?.definitions ?? [], loopOf) === loop;
  // `for (const key in given)` says no more of `key` than that it is made of `given`.
  const subject = loop?.arguments[0] ?? variable.definitions.flatMap((part) => (part.kind === 'derived' ? part.from : []))[0];
  return value.kind === 'member' && typeof value.key !== 'string' && value.key.kind === 'variable' && value.key.id === key.id && isSame(subject, value.object);
}

function isSame(one: Value | undefined, other: Value): boolean {
  if (one?.kind === 'member' && other.kind === 'member') return one.key === other.key && isSame(one.object, other.object);
  return one?.kind === 'variable' && other.kind === 'variable' && one.id === other.id;
}
