import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class RunStore {
  recall(runId: string): string {
    return getAgentInstanceFactory().recall(runId);
  }

  recallEach(runIds: readonly string[]): string[] {
    return runIds.map(this.recall);
  }
}

export function handle(userContext: UserExecutionContext, store: RunStore): string[] {
  return store.recallEach([userContext.runId]);
}
