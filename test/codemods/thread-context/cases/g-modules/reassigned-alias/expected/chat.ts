import type { UserExecutionContext } from '@unsingleton/runtime';
import { AgentInstanceFactory, getAgentInstanceFactory } from './agents';

// @unsingleton-todo REASSIGNED: the alias is assigned more than once
let agentsOf = getAgentInstanceFactory;

export function useAgents(agents: AgentInstanceFactory): void {
  agentsOf = () => agents;
}

export function greet(userContext: UserExecutionContext): string {
  return `${userContext.userId} is called ${agentsOf().recall('name')}`;
}
