import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

getAgentInstanceFactory();

export function startRun(userContext: UserExecutionContext, name: string): Promise<string> {
  return getAgentInstanceFactory().run(name);
}
