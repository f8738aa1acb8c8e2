import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRuns(userContext: UserExecutionContext, ...runIds: string[]): string {
  return createAgentInstanceFactory(userContext).recall(runIds.join('/'));
}

export function handle(userContext: UserExecutionContext): string {
  return recallRuns(userContext) + recallRuns(userContext, userContext.threadId, userContext.runId);
}
