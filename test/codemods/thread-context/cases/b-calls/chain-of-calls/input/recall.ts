import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

function describeRun(runId: string): string {
  return `${title(runId)}: ${recallRun(runId)}`;
}

function title(runId: string): string {
  return `run ${runId}`;
}

export function handle(userContext: UserExecutionContext, runId: string): string {
  return describeRun(runId) + title(runId);
}
