import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(recallRun.prefix + runId);
}

namespace recallRun {
  export const prefix = 'run/';
}

export function handle(userContext: UserExecutionContext): string {
  return recallRun(userContext.runId) + recallRun.prefix;
}
