import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export function startRun(userContext: UserExecutionContext, name: string): Promise<string> {
  return createAgentInstanceFactory(userContext).run(name);
}
