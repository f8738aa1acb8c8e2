import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

function recallEach(runIds: readonly string[], read = recallRun): string[] {
  return runIds.map((runId) => read(runId));
}

export function handle(userContext: UserExecutionContext): string[] {
  return recallEach([userContext.runId]);
}
