import type { UserExecutionContext } from '@unsingleton/runtime';
import { schedule } from 'agent-schedule';
import { getAgentInstanceFactory } from './agents';

async function runAgent(name: string): Promise<void> {
  await getAgentInstanceFactory().run(name);
}

export async function handle(userContext: UserExecutionContext): Promise<void> {
  await schedule(runAgent, userContext.runId);
}
