import { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

export function recallRun(userId: string, threadId: string, runId: string): string {
  const owner = UserExecutionContext.create({ userId, threadId, runId });
  return getAgentInstanceFactory().recall(runId);
}
