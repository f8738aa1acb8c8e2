import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

export function handle(userContext: UserExecutionContext): string {
  return `${recallRun.name}: ${recallRun(userContext.runId)}`;
}
