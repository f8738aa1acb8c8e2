import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function eachRun(userContext: UserExecutionContext, visit: (runId: string) => string): string[] {
  return createAgentInstanceFactory(userContext).recallAll().map((runId) => visit(runId));
}

function titleOf(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(`title of ${runId}`);
}

export function handle(userContext: UserExecutionContext): string {
  return `${userContext.userId}: ${eachRun(userContext, (runId) => titleOf(userContext, runId)).join()}`;
}
