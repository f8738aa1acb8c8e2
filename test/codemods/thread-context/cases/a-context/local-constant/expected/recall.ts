import { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export function recallRun(userId: string, threadId: string, runId: string): string {
  const owner = UserExecutionContext.create({ userId, threadId, runId });
  return createAgentInstanceFactory(owner).recall(runId);
}
