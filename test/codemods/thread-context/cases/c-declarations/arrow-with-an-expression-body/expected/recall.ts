import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const runAgent = async <Name extends string>(userContext: UserExecutionContext, name: Name): Promise<string> => createAgentInstanceFactory(userContext).run(name);

export function handle(userContext: UserExecutionContext): Promise<string> {
  return runAgent(userContext, 'search');
}
