import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

export function handle(userContext: UserExecutionContext, given?: (runId: string) => string): string {
  const read = given ?? ((runId) => recallRun(userContext, runId));
  return read(userContext.runId);
}
