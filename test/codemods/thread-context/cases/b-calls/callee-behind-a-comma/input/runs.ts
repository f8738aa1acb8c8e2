import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

const runs = {
  recall(runId: string): string {
    return getAgentInstanceFactory().recall(runId);
  },
};

export function handle(userContext: UserExecutionContext): string {
  return (0, runs.recall)(userContext.runId);
}
