import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory, type AgentInstanceFactory } from './agents';

export function agentHub(userContext: UserExecutionContext): AgentInstanceFactory {
  const hub = createAgentInstanceFactory(userContext);
  return hub;
}
