import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

async function runAgent(userContext: UserExecutionContext, name: string): Promise<string> {
  const result = await createAgentInstanceFactory(userContext).run(name);
  return result.trim();
}

export async function handle(userContext: UserExecutionContext): Promise<string> {
  return await runAgent(userContext, 'search');
}
