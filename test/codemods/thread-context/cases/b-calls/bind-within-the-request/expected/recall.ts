import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, threadId: string, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(`${threadId}/${runId}`);
}

export function handle(userContext: UserExecutionContext, runIds: readonly string[]): string[] {
  const recall = recallRun.bind(undefined, userContext, userContext.threadId);
  return runIds.map((runId) => recall(runId));
}
