import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export function recallRun(ctx: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(ctx).recall(runId);
}
