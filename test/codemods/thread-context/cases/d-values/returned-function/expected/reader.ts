import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

function reader(userContext: UserExecutionContext): (runId: string) => string {
  return (runId) => recallRun(userContext, runId);
}

export function handle(userContext: UserExecutionContext): string {
  return reader(userContext)(userContext.runId);
}
