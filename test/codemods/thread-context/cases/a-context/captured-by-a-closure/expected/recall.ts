import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export function recallLater(userContext: UserExecutionContext, runId: string): () => string {
  return () => createAgentInstanceFactory(userContext).recall(runId);
}
