import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function registerAgents(): void {
  const factory = getAgentInstanceFactory();
  factory.registerAgent('research', () => 'found');
  factory.registerAgent('writing', () => 'written');
}

registerAgents();

export function startRun(userContext: UserExecutionContext, name: string): string {
  return getAgentInstanceFactory().run(name);
}
