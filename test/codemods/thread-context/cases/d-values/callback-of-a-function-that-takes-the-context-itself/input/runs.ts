import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function eachRun(visit: (runId: string) => string): string[] {
  return getAgentInstanceFactory().recallAll().map((runId) => visit(runId));
}

function titleOf(runId: string): string {
  return getAgentInstanceFactory().recall(`title of ${runId}`);
}

export function handle(userContext: UserExecutionContext): string {
  return `${userContext.userId}: ${eachRun(titleOf).join()}`;
}
