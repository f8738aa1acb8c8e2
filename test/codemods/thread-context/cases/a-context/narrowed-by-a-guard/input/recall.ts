import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

export function recallRun(userContext: UserExecutionContext | undefined, runId: string): string {
  if (!userContext) throw new Error('Log in first.');
  return getAgentInstanceFactory().recall(runId);
}
