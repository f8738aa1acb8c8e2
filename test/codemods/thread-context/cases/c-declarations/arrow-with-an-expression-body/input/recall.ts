import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

const runAgent = async <Name extends string>(name: Name): Promise<string> => getAgentInstanceFactory().run(name);

export function handle(userContext: UserExecutionContext): Promise<string> {
  return runAgent('search');
}
