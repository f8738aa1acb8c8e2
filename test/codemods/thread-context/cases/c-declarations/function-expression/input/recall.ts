import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

const recall = function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
};

export function handle(userContext: UserExecutionContext): string {
  return recall(userContext.runId);
}
