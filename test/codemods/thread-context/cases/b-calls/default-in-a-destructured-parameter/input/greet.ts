import type { UserExecutionContext } from '@unsingleton/runtime';
import { type AgentInstanceFactory, getAgentInstanceFactory } from './agents';

type Greeting = { readonly name: string; readonly agents?: AgentInstanceFactory };

function greet({ name, agents = getAgentInstanceFactory() }: Greeting): string {
  return agents.recall(name);
}

export function handle(userContext: UserExecutionContext): string {
  return greet({ name: 'alice' });
}
