import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

async function runAgent(name: string): Promise<string> {
  const result = await getAgentInstanceFactory().run(name);
  return result.trim();
}

export async function handle(userContext: UserExecutionContext): Promise<string> {
  return await runAgent('search');
}
