import type { UserExecutionContext } from '@unsingleton/runtime';
import { schedule } from 'agent-schedule';
import { createAgentInstanceFactory } from './agents';

async function runAgent(userContext: UserExecutionContext, name: string): Promise<void> {
  await createAgentInstanceFactory(userContext).run(name);
}

export async function handle(userContext: UserExecutionContext): Promise<void> {
  await schedule((name: string) => runAgent(userContext, name), userContext.runId);
}
