import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class RunStore {
  recall(runId: string): string {
    return getAgentInstanceFactory().recall(runId);
  }
}

export function handle(userContext: UserExecutionContext, store: RunStore, runIds: readonly string[]): string[] {
  return runIds.map(store.recall.bind(store));
}
