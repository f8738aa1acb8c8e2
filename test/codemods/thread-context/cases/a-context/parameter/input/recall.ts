import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

export function recallRun(ctx: UserExecutionContext, runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}
