import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class RunStore {
  recall(userContext: UserExecutionContext, runId: string): string {
    return createAgentInstanceFactory(userContext).recall(runId);
  }

  recallEach(userContext: UserExecutionContext, runIds: readonly string[]): string[] {
    return runIds.map((runId) => this.recall(userContext, runId));
  }
}

export function handle(userContext: UserExecutionContext, store: RunStore): string[] {
  return store.recallEach(userContext, [userContext.runId]);
}
