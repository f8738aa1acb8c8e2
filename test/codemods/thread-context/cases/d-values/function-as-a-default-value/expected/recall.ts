import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

function recallEach(userContext: UserExecutionContext, runIds: readonly string[], read = recallRun): string[] {
  return runIds.map((runId) => read(userContext, runId));
}

export function handle(userContext: UserExecutionContext): string[] {
  return recallEach(userContext, [userContext.runId]);
}
