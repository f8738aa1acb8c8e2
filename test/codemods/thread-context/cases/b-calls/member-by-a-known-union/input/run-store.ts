import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class RunStore {
  first(runId: string): string {
    return getAgentInstanceFactory().recall(`${runId}/first`);
  }

  last(runId: string): string {
    return getAgentInstanceFactory().recall(`${runId}/last`);
  }
}

export function handle(userContext: UserExecutionContext, store: RunStore, which: 'first' | 'last', runId: string): string {
  return store[which](runId);
}
