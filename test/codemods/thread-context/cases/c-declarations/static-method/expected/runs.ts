import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class Runs {
  static recall(userContext: UserExecutionContext, runId: string): string {
    return createAgentInstanceFactory(userContext).recall(runId);
  }

  static recallLast(userContext: UserExecutionContext): string {
    return this.recall(userContext, 'last');
  }
}

export function handle(userContext: UserExecutionContext): string {
  return Runs.recall(userContext, userContext.runId) + Runs.recallLast(userContext);
}
