import type { UserExecutionContext } from '@unsingleton/runtime';
import { StepQueue } from 'agent-queue';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

export function handle(userContext: UserExecutionContext): string {
  const queue = new StepQueue();
  const recallRunForUser = (runId: string) => recallRun(userContext, runId);
  queue.add(recallRunForUser);
  return queue.has(recallRunForUser) ? userContext.runId : '';
}
