import { getAgentInstanceFactory, type AgentInstanceFactory } from './agents';

let hub: AgentInstanceFactory | undefined;

export function agentHub(): AgentInstanceFactory {
  hub ??= getAgentInstanceFactory();
  return hub;
}
