import type { Configuration } from './configuration.js';

const ACCESSOR_VERBS = /^(?:get|ensure|init|initialize|load|use|obtain|fetch|acquire|resolve)(?=[A-Z0-9_])/;

/**
 * The name of the per-request factory that replaces a legacy accessor: the configured one, else derived.
 * `getAgentRegistry` → `createAgentRegistry`, `AgentRegistry.getInstance` → `createAgentRegistry`, `agentRegistry` → `createAgentRegistry`.
 */
export function factoryName(accessor: string, configuration: Configuration): string {
  const configured = configuration.accessors.find((known) => known.legacy === accessor);
  if (configured !== undefined) return configured.factory;
  const [owner, member] = accessor.split('.');
  const subject = member === undefined ? accessor.replace(ACCESSOR_VERBS, '') : (owner ?? accessor);
  return `create${subject.replace(/^_+/, '').replace(/^./, (letter) => letter.toUpperCase())}`;
}
