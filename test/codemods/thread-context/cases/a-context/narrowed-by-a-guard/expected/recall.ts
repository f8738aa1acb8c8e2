import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export function recallRun(userContext: UserExecutionContext | undefined, runId: string): string {
  if (!userContext) throw new Error('Log in first.');
  return createAgentInstanceFactory(userContext).recall(runId);
}
