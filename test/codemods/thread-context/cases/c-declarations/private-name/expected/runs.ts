import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class Runs {
  recall(userContext: UserExecutionContext, runId: string): string {
    return this.#read(userContext, runId);
  }

  #read(userContext: UserExecutionContext, runId: string): string {
    return createAgentInstanceFactory(userContext).recall(runId);
  }
}

export function handle(userContext: UserExecutionContext, runs: Runs): string {
  return runs.recall(userContext, userContext.runId);
}
