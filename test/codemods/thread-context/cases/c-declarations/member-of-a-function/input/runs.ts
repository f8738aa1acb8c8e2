import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

export function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

recallRun.kind = 'run';
recallRun.latest = (prefix = ''): string => prefix + recallRun('latest');

export function handle(userContext: UserExecutionContext): string {
  return recallRun(userContext.runId) + recallRun.latest() + recallRun.latest(recallRun.kind);
}
