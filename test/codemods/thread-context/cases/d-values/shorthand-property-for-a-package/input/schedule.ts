import type { UserExecutionContext } from '@unsingleton/runtime';
import { eachOf } from 'agent-collections';
import { getAgentInstanceFactory } from './agents';

async function work(name: string): Promise<void> {
  await getAgentInstanceFactory().run(name);
}

export async function handle(userContext: UserExecutionContext, names: readonly string[]): Promise<void> {
  await eachOf(names, { limit: 4, work });
}
