import type { UserExecutionContext } from '@unsingleton/runtime';
import { schedule } from 'agent-schedule';
import { runAgent } from './run-agent';

export async function handle(userContext: UserExecutionContext): Promise<void> {
  await schedule((job: Parameters<typeof runAgent>[1], times?: number) => runAgent(userContext, job, times), userContext.runId);
}
