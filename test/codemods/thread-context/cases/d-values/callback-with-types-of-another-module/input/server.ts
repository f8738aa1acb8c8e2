import type { UserExecutionContext } from '@unsingleton/runtime';
import { schedule } from 'agent-schedule';
import { runAgent } from './run-agent';

export async function handle(userContext: UserExecutionContext): Promise<void> {
  await schedule(runAgent, userContext.runId);
}
