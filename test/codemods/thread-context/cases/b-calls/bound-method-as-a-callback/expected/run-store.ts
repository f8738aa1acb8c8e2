import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class RunStore {
  recall(userContext: UserExecutionContext, runId: string): string {
    return createAgentInstanceFactory(userContext).recall(runId);
  }
}

export function handle(userContext: UserExecutionContext, store: RunStore, runIds: readonly string[]): string[] {
  return runIds.map(store.recall.bind(store, userContext));
}
