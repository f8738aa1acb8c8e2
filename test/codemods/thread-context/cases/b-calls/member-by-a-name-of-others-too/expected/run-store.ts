import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class RunStore {
  last(runId: string): string {
    return getAgentInstanceFactory().recall(`${runId}/last`);
  }

  title(runId: string): string {
    return `run ${runId}`;
  }
}

export function handle(userContext: UserExecutionContext, store: RunStore, which: 'last' | 'title'): string {
  // @unsingleton-todo DYNAMIC_DISPATCH: called under a computed name
  return store[which](userContext.runId);
}
