import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(
  userContext: UserExecutionContext,
  threadId: string, // of the user
  runId: string,
): string {
  return createAgentInstanceFactory(userContext).recall(`${threadId}/${runId}`);
}

export function handle(userContext: UserExecutionContext, runId: string): string {
  return recallRun(
    userContext,
    userContext.threadId, // the one in progress
    runId,
  );
}
