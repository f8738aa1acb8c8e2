import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRuns(...runIds: string[]): string {
  return getAgentInstanceFactory().recall(runIds.join('/'));
}

export function handle(userContext: UserExecutionContext): string {
  return recallRuns() + recallRuns(userContext.threadId, userContext.runId);
}
