import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type Runner = (userContext: UserExecutionContext, name: string) => Promise<string>;

const runAgent: Runner = async (userContext: UserExecutionContext, name) => {
  const result = await createAgentInstanceFactory(userContext).run(name);
  return result.trim();
};

export function handle(userContext: UserExecutionContext): Promise<string> {
  return runAgent(userContext, 'search');
}
