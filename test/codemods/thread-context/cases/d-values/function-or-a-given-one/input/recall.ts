import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

export function handle(userContext: UserExecutionContext, given?: (runId: string) => string): string {
  const read = given ?? recallRun;
  return read(userContext.runId);
}
