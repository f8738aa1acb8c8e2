import type { UserExecutionContext } from '@unsingleton/runtime';
import { StepQueue } from 'agent-queue';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

export function handle(userContext: UserExecutionContext): string {
  const queue = new StepQueue();
  queue.add(recallRun);
  return queue.has(recallRun) ? userContext.runId : '';
}
