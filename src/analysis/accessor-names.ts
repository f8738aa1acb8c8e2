import type { FileFacts, Value } from '../facts/facts.js';
import type { Configuration } from '../project/configuration.js';

/** Whether a callee goes by a name that the configuration lists as a legacy accessor. */
export function configuredAccessor(facts: FileFacts, callee: Value, configuration: Configuration): Configuration['accessors'][number] | undefined {
  const name = spelledName(facts, callee);
  return name === undefined ? undefined : configuration.accessors.find(({ legacy }) => legacy === name || legacy.endsWith(`.${name}`) && spelledPath(facts, callee) === legacy);
}

/** The last name by which a callee is written, or imported. */
export function spelledName(facts: FileFacts, callee: Value): string | undefined {
  switch (callee.kind) {
    case 'global': return callee.name;
    case 'member': return typeof callee.key === 'string' ? callee.key : undefined;
    case 'variable': {
      const variable = facts.variables[callee.id];
      const imported = variable?.imported?.name;
      return imported === undefined || imported === 'default' || imported === '*' ? variable?.name : imported;
    }
    default: return undefined;
  }
}

function spelledPath(facts: FileFacts, callee: Value): string | undefined {
  if (callee.kind !== 'member' || typeof callee.key !== 'string') return spelledName(facts, callee);
  const owner = spelledName(facts, callee.object);
  return owner === undefined ? undefined : `${owner}.${callee.key}`;
}
