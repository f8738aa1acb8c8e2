import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class RunStore {
  recall(runId: string): string {
    return getAgentInstanceFactory().recall(runId);
  }
}

export function handle(userContext: UserExecutionContext, store: RunStore, runId: string): string {
  return store['recall'](runId);
}
