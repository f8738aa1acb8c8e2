import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory, getAgentInstanceFactory } from './agents';

function registerAgents(): void {
  // @unsingleton-todo BOOT_CONFIGURATION: configures the shared object at start-up
  const factory = getAgentInstanceFactory();
  factory.registerAgent('research', () => 'found');
  factory.registerAgent('writing', () => 'written');
}

registerAgents();

export function startRun(userContext: UserExecutionContext, name: string): string {
  return createAgentInstanceFactory(userContext).run(name);
}
