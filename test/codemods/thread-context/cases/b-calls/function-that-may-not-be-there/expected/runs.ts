import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class Runs {
  constructor(readonly afterwards?: (runId: string) => void) {}

  recall?(userContext: UserExecutionContext, runId: string): string {
    return createAgentInstanceFactory(userContext).recall(runId);
  }

  finish(userContext: UserExecutionContext, runId: string): string {
    createAgentInstanceFactory(userContext).remember('last', runId);
    if (this.recall) this.afterwards?.(runId);
    return this.recall ? this.recall(userContext, runId) : runId;
  }
}

export function finishRun(userContext: UserExecutionContext, runs: Runs, runId: string): string {
  const again = runs.recall && runs.recall(userContext, runId);
  return again ?? runs.finish(userContext, userContext.runId);
}
