import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(threadId: string, runId: string): string {
  return getAgentInstanceFactory().recall(`${threadId}/${runId}`);
}

export function handle(userContext: UserExecutionContext, runId: string): string {
  const key: Parameters<typeof recallRun> = [userContext.threadId, runId];
  return recallRun(...key);
}
