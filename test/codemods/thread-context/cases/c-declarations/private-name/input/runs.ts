import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class Runs {
  recall(runId: string): string {
    return this.#read(runId);
  }

  #read(runId: string): string {
    return getAgentInstanceFactory().recall(runId);
  }
}

export function handle(userContext: UserExecutionContext, runs: Runs): string {
  return runs.recall(userContext.runId);
}
