import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

recallRun.kind = 'run';
recallRun.latest = (userContext: UserExecutionContext, prefix = ''): string => prefix + recallRun(userContext, 'latest');

export function handle(userContext: UserExecutionContext): string {
  return recallRun(userContext, userContext.runId) + recallRun.latest(userContext) + recallRun.latest(userContext, recallRun.kind);
}
