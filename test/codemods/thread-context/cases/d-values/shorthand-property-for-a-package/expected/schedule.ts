import type { UserExecutionContext } from '@unsingleton/runtime';
import { eachOf } from 'agent-collections';
import { createAgentInstanceFactory } from './agents';

async function work(userContext: UserExecutionContext, name: string): Promise<void> {
  await createAgentInstanceFactory(userContext).run(name);
}

export async function handle(userContext: UserExecutionContext, names: readonly string[]): Promise<void> {
  await eachOf(names, { limit: 4, work: (name) => work(userContext, name) });
}
