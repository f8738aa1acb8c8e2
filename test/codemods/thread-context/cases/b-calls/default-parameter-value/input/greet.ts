import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function greet(name: string, agents = getAgentInstanceFactory()): string {
  return agents.recall(name);
}

export function handle(userContext: UserExecutionContext): string {
  return greet('alice');
}
