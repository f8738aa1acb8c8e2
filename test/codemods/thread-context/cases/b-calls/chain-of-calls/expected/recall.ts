import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

function describeRun(userContext: UserExecutionContext, runId: string): string {
  return `${title(runId)}: ${recallRun(userContext, runId)}`;
}

function title(runId: string): string {
  return `run ${runId}`;
}

export function handle(userContext: UserExecutionContext, runId: string): string {
  return describeRun(userContext, runId) + title(runId);
}
