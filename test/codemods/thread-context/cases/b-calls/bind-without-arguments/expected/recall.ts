import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

const recall = recallRun.bind(undefined);

export function handle(userContext: UserExecutionContext, runId: string): string {
  return recall(userContext, runId);
}
