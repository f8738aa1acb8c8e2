import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function greet(userContext: UserExecutionContext, name: string, agents = createAgentInstanceFactory(userContext)): string {
  return agents.recall(name);
}

export function handle(userContext: UserExecutionContext): string {
  return greet(userContext, 'alice');
}
