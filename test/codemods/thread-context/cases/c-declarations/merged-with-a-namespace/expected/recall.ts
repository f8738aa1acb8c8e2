import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(recallRun.prefix + runId);
}

namespace recallRun {
  export const prefix = 'run/';
}

export function handle(userContext: UserExecutionContext): string {
  return recallRun(userContext, userContext.runId) + recallRun.prefix;
}
