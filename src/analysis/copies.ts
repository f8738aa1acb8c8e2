import type { Call, FileFacts, Value } from '../facts/facts.js';

/** What an object has its properties from, `{ ...base }`, `Object.assign({}, base)`, `Object.create(base)`, or a list its elements: `[...base]`, `base.slice()`. */
export function copiedFrom(value: Value, facts: FileFacts): readonly Value[] {
  if (value.kind === 'object') return value.spreads;
  if (value.kind === 'array') return value.elements.flatMap((element) => (element.kind === 'derived' ? element.from : []));
  const call = value.kind === 'call' ? facts.calls[value.id] : undefined;
  if (call?.callee.kind === 'member' && call.callee.object.kind !== 'global' && typeof call.callee.key === 'string' && SAME_ELEMENTS.test(call.callee.key)) return [call.callee.object];
  const [target, ...sources] = call?.arguments ?? [];
  const method = call?.callee.kind === 'member' ? call.callee.key : undefined;
  if (!target || call?.callee.kind !== 'member' || call.callee.object.kind !== 'global') return [];
  if (call.callee.object.name === 'Array') return method === 'from' && sources.length === 0 ? [target] : [];
  if (!isOfObject(call)) return [];
  return method === 'create' ? [target] : method === 'assign' && target.kind === 'object' ? [...target.spreads, ...sources] : [];
}

/** A method of `Object` itself, none of an object. */
function isOfObject(call: Call | undefined): boolean {
  return call?.callee.kind === 'member' && call.callee.object.kind === 'global' && call.callee.object.name === 'Object';
}

/** Methods that give another list of the same elements. */
const SAME_ELEMENTS = /^(?:slice|concat|filter|toSorted|toReversed|toSpliced)$/;

/** Whether a copy is another list of the same elements. */
export function isListCopy(value: Value, { calls }: FileFacts): boolean {
  const call = value.kind === 'call' ? calls[value.id] : undefined;
  return value.kind === 'array' || call?.callee.kind === 'member' && !isOfObject(call);
}
