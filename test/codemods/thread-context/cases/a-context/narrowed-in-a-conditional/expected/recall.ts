import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export function recallRun(runId: string, userContext?: UserExecutionContext): string {
  return userContext ? createAgentInstanceFactory(userContext).recall(runId) : '';
}
