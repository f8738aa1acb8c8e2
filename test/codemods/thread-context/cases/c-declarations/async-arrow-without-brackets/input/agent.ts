import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type Runner = (name: string) => Promise<string>;

const runAgent: Runner = async name => {
  const result = await getAgentInstanceFactory().run(name);
  return result.trim();
};

export function handle(userContext: UserExecutionContext): Promise<string> {
  return runAgent('search');
}
