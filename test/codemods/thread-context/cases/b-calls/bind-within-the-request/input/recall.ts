import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(threadId: string, runId: string): string {
  return getAgentInstanceFactory().recall(`${threadId}/${runId}`);
}

export function handle(userContext: UserExecutionContext, runIds: readonly string[]): string[] {
  const recall = recallRun.bind(undefined, userContext.threadId);
  return runIds.map((runId) => recall(runId));
}
