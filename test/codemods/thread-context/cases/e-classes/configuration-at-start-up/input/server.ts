import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

getAgentInstanceFactory().configure({ model: 'large' });

export function startRun(userContext: UserExecutionContext, name: string): Promise<string> {
  return getAgentInstanceFactory().run(name);
}
