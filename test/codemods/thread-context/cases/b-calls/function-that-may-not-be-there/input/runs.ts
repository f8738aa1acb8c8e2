import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class Runs {
  constructor(readonly afterwards?: (runId: string) => void) {}

  recall?(runId: string): string {
    return getAgentInstanceFactory().recall(runId);
  }

  finish(runId: string): string {
    getAgentInstanceFactory().remember('last', runId);
    if (this.recall) this.afterwards?.(runId);
    return this.recall ? this.recall(runId) : runId;
  }
}

export function finishRun(userContext: UserExecutionContext, runs: Runs, runId: string): string {
  const again = runs.recall && runs.recall(runId);
  return again ?? runs.finish(userContext.runId);
}
