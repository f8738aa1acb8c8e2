import type { FileFacts, Value, Variable } from '../facts/facts.js';
import type { Place } from './places.js';
import type { Program } from './program.js';

/** A property of an object whose properties have names of their own, `{ theme: 'light', limits: {} }`, or of one of those. */
export function isRecord(program: Program, { base, path }: Place): boolean {
  if (base.kind !== 'variable' || path.length === 0) return false;
  let wholes: readonly Value[] = program.variable(base.file, base.id)?.definitions ?? [];
  for (const key of path.slice(0, -1)) wholes = wholes.flatMap((whole) => (whole.kind === 'object' ? whole.properties.flatMap(({ name, value }) => (key === '*' || name === key ? [value] : [])) : []));
  return wholes.some((whole) => whole.kind === 'object' && whole.properties.length > 0);
}

/** `for (const key of Object.keys(given)) settings[key] = given[key]` puts one thing after the other where another was before. */
export function copiesEntries({ variables, calls, functions }: FileFacts, key: Value, value: Value): boolean {
  const loopedOver = (part: Value): Value | undefined => {
    if (part.kind === 'derived') return part.from[0];
    // `[key, value]` of `Object.entries(given)`.
    const element = part.kind === 'member' && (part.key === '0' || part.key === '1') ? part.object : part;
    const call = element.kind === 'member' && element.object.kind === 'call' ? calls[element.object.id] : undefined;
    return call?.callee.kind === 'member' && (call.callee.key === 'keys' || call.callee.key === 'entries') ? call.arguments[0] : undefined;
  };
  // `Object.keys(given).forEach((key) => …)`
  const givenTo = ({ kind, function: owner }: Variable): Value | undefined => {
    const called = kind === 'parameter' && functions[owner] ? calls.find(({ callee, arguments: [each] }) => each?.kind === 'function' && each.id === owner && callee.kind === 'member' && callee.key === 'forEach')?.callee : undefined;
    return called?.kind === 'member' ? loopedOver({ kind: 'member', object: called.object, key: { kind: 'unknown' }, at: called.at }) : undefined;
  };
  const subjectOf = (id: number): Value | undefined => variables[id]?.definitions.map(loopedOver).find((subject) => subject !== undefined) ?? (variables[id] && givenTo(variables[id]));
  const subject = key.kind === 'variable' ? subjectOf(key.id) : undefined;
  if (subject?.kind !== 'variable' || key.kind !== 'variable') return false;
  const isSubject = (part: Value | undefined): boolean => part?.kind === 'variable' && part.id === subject.id;
  return value.kind === 'variable' ? isSubject(subjectOf(value.id)) : value.kind === 'member' && isSubject(value.object) && typeof value.key !== 'string' && value.key.kind === 'variable' && value.key.id === key.id;
}
