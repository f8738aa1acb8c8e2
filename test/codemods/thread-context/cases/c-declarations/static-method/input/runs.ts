import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class Runs {
  static recall(runId: string): string {
    return getAgentInstanceFactory().recall(runId);
  }

  static recallLast(): string {
    return this.recall('last');
  }
}

export function handle(userContext: UserExecutionContext): string {
  return Runs.recall(userContext.runId) + Runs.recallLast();
}
