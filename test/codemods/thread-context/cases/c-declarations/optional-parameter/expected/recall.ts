import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId?: string): string {
  return createAgentInstanceFactory(userContext).recall(runId ?? 'last');
}

export function handle(userContext: UserExecutionContext): string {
  return recallRun(userContext) + recallRun(userContext, userContext.runId);
}
