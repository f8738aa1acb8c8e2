import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class RunStore {
  first(userContext: UserExecutionContext, runId: string): string {
    return createAgentInstanceFactory(userContext).recall(`${runId}/first`);
  }

  last(userContext: UserExecutionContext, runId: string): string {
    return createAgentInstanceFactory(userContext).recall(`${runId}/last`);
  }
}

export function handle(userContext: UserExecutionContext, store: RunStore, which: 'first' | 'last', runId: string): string {
  return store[which](userContext, runId);
}
