import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory, getAgentInstanceFactory } from './agents';

// @unsingleton-todo BOOT_CONFIGURATION: configures the shared object at start-up
getAgentInstanceFactory().configure({ model: 'large' });

export function startRun(userContext: UserExecutionContext, name: string): Promise<string> {
  return createAgentInstanceFactory(userContext).run(name);
}
