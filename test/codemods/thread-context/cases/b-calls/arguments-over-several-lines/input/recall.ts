import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(
  threadId: string, // of the user
  runId: string,
): string {
  return getAgentInstanceFactory().recall(`${threadId}/${runId}`);
}

export function handle(userContext: UserExecutionContext, runId: string): string {
  return recallRun(
    userContext.threadId, // the one in progress
    runId,
  );
}
