import type { UserExecutionContext } from '@unsingleton/runtime';
import { type AgentInstanceFactory, createAgentInstanceFactory } from './agents';

type Greeting = { readonly name: string; readonly agents?: AgentInstanceFactory };

function greet(userContext: UserExecutionContext, { name, agents = createAgentInstanceFactory(userContext) }: Greeting): string {
  return agents.recall(name);
}

export function handle(userContext: UserExecutionContext): string {
  return greet(userContext, { name: 'alice' });
}
