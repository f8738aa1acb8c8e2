import type { Value } from '../facts/facts.js';
import type { Place } from './places.js';
import type { References } from './references.js';

/** Caches of libraries that keep the very object in memory. */
const KEEPS = /LRU|TTL|Map|NodeCache|Pool/i;

/** `await cache.get(key)` of somebody else's cache: what comes back is a copy of its own, not what others hold. */
export function isFetched(references: References, file: string, value: Value): boolean {
  const callee = value.kind === 'call' ? references.facts(file).calls[value.id]?.callee : undefined;
  if (callee?.kind !== 'member') return false;
  return references.places(file, callee.object).some((place) => {
    const type = typeOf(references, place);
    if (type === undefined || place.base.kind !== 'instance' || KEEPS.test(type)) return false;
    const imported = references.facts(place.base.file).variables.find(({ name, imported: from }) => from && name === type.split('.')[0])?.imported;
    return imported !== undefined && references.index.meaning(place.base.file, imported)?.kind === 'external';
  });
}

/** The type that is written beside a field, or beside the parameter that fills it. */
function typeOf(references: References, { base, path: [field, ...rest] }: Place): string | undefined {
  if (base.kind !== 'instance' || field === undefined || rest.length > 0) return undefined;
  const facts = references.facts(base.file);
  const declared = facts.classes[base.id]?.members.find(({ name, static: isStatic }) => name === field && !isStatic)?.type;
  if (declared !== undefined) return declared;
  const filled = facts.writes.find(({ target, value }) => target.kind === 'member' && target.key === field && target.object.kind === 'this' && facts.functions[target.object.function]?.class === base.id && value.kind === 'variable');
  return filled?.value.kind === 'variable' ? facts.variables[filled.value.id]?.type : undefined;
}
