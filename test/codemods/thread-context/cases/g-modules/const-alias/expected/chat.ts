import type { UserExecutionContext } from '@unsingleton/runtime';
import * as agents from './agents';

const agentsOf = agents.createAgentInstanceFactory;

export function greet(userContext: UserExecutionContext): string {
  return `${userContext.userId} is called ${agentsOf(userContext).recall('name')}`;
}
