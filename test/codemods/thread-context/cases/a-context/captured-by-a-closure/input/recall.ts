import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

export function recallLater(userContext: UserExecutionContext, runId: string): () => string {
  return () => getAgentInstanceFactory().recall(runId);
}
