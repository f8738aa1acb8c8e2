import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

async function runAgent(userContext: UserExecutionContext, name: string): Promise<string> {
  return await createAgentInstanceFactory(userContext).run(name);
}

export async function handle(userContext: UserExecutionContext, names: readonly string[]): Promise<string[]> {
  return await Promise.all(names.map((name) => runAgent(userContext, name)));
}
