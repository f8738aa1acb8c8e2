import type { FileFacts, FunctionId } from '../facts/facts.js';

/**
 * `const sessions = {}; sessions.begin = (user) => …`: functions that a module puts into its objects, by the object's
 * variable and the property; none where another takes their place.
 */
export function assignedFunctions({ writes, exports }: FileFacts): ReadonlyMap<string, FunctionId | undefined> {
  const found: Map<string, FunctionId | undefined> = new Map();
  for (const { target, value } of writes) {
    if (target.kind !== 'member' || typeof target.key !== 'string') continue;
    // `exports.notes.add = …` goes into what is exported as `notes`.
    const { object } = target;
    const exported = object.kind === 'member' && object.object.kind !== 'this' ? exports.find(({ name }) => name === object.key) : undefined;
    const owner = object.kind === 'variable' ? object : exported && 'value' in exported && exported.value.kind === 'variable' ? exported.value : undefined;
    if (!owner) continue;
    const name = `${String(owner.id)}.${target.key}`;
    found.set(name, value.kind === 'function' && !found.has(name) ? value.id : undefined);
  }
  return found;
}
