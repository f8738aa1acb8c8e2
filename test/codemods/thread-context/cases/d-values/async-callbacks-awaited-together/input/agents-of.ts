import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

async function runAgent(name: string): Promise<string> {
  return await getAgentInstanceFactory().run(name);
}

export async function handle(userContext: UserExecutionContext, names: readonly string[]): Promise<string[]> {
  return await Promise.all(names.map(runAgent));
}
