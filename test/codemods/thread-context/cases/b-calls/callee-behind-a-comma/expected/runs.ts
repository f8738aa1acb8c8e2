import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const runs = {
  recall(userContext: UserExecutionContext, runId: string): string {
    return createAgentInstanceFactory(userContext).recall(runId);
  },
};

export function handle(userContext: UserExecutionContext): string {
  return (0, runs.recall)(userContext, userContext.runId);
}
