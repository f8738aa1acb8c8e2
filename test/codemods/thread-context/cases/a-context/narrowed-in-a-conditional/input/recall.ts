import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

export function recallRun(runId: string, userContext?: UserExecutionContext): string {
  return userContext ? getAgentInstanceFactory().recall(runId) : '';
}
