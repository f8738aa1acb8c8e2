import { type FileFacts, MODULE_FUNCTION, type Value, type VariableId } from '../facts/facts.js';

const known: WeakMap<FileFacts, ReadonlyMap<VariableId, readonly Value[]>> = new WeakMap();
const PUTS = /^(?:push|unshift|add|append|set)$/;

/** `const chunks = []; chunks.push(chunk)`, `const answer = {}; answer.user = user`: what functions put into lists and objects that they make themselves. */
export function putInto(facts: FileFacts): ReadonlyMap<VariableId, readonly Value[]> {
  const before = known.get(facts);
  if (before) return before;
  const found: Map<VariableId, Value[]> = new Map();
  const put = (target: Value, values: readonly Value[]): void => {
    if (target.kind !== 'variable' || !isMadeHere(facts, target.id)) return;
    const list = found.get(target.id);
    if (list) list.push(...values);
    else found.set(target.id, [...values]);
  };
  for (const { callee, arguments: args } of facts.calls) if (callee.kind === 'member' && typeof callee.key === 'string' && PUTS.test(callee.key)) put(callee.object, args.slice(callee.key === 'set' ? 1 : 0));
  for (const { target, value } of facts.writes) if (target.kind === 'member') put(target.object, [value]);
  known.set(facts, found);
  return found;
}

function isMadeHere({ variables, calls }: FileFacts, id: VariableId): boolean {
  const variable = variables[id];
  return variable !== undefined && variable.function !== MODULE_FUNCTION && variable.kind !== 'parameter' && variable.definitions.length > 0
    && variable.definitions.every((made) => made.kind === 'array' || made.kind === 'object' || made.kind === 'call' && calls[made.id]?.new === true && calls[made.id]?.callee.kind === 'global');
}
