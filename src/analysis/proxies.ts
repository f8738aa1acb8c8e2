import type { Place } from './places.js';
import type { References } from './references.js';

/** Whether an assignment to a property runs a proxy's own `set`, which puts it into nothing that lasts: into the scope of the running request. */
export function isTrapped(references: References, { base, path }: Place): boolean {
  if (base.kind !== 'variable' || path.length > 0) return false;
  const facts = references.facts(base.file);
  return facts.variables[base.id]?.definitions.some((made) => {
    const call = made.kind === 'call' ? facts.calls[made.id] : undefined;
    const handler = call?.new && call.callee.kind === 'global' && call.callee.name === 'Proxy' ? call.arguments[1] : undefined;
    const set = handler?.kind === 'object' ? handler.properties.find(({ name }) => name === 'set')?.value : undefined;
    if (set?.kind !== 'function') return false;
    const written = facts.writes.flatMap(({ function: writer, target }) => (writer === set.id && target.kind === 'member' ? [target.object] : []));
    const reflected = facts.calls.flatMap(({ function: caller, callee, arguments: [whole] }) => (caller === set.id && whole && callee.kind === 'member' && callee.key === 'set' ? [whole] : []));
    const wholes = [...written, ...reflected];
    return wholes.length > 0 && wholes.every((whole) => references.places(base.file, whole).every((place) => place.base.kind === 'object'));
  }) === true;
}
