import type { UserExecutionContext } from '@unsingleton/runtime';
import { StepQueue, type Step } from 'agent-queue';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

function isRecall(step: Step): boolean {
  // @unsingleton-todo IDENTITY_SENSITIVE: the function's identity matters
  return step === recallRun;
}

export function handle(userContext: UserExecutionContext): boolean {
  const queue = new StepQueue();
  queue.add(recallRun);
  return userContext.runId !== '' && queue.steps.some(isRecall);
}
