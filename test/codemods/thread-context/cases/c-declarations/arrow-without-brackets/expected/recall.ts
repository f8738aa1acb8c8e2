import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const recallRun: (userContext: UserExecutionContext, runId: string) => string = (userContext: UserExecutionContext, runId) => createAgentInstanceFactory(userContext).recall(runId);

export function handle(userContext: UserExecutionContext): string {
  return recallRun(userContext, userContext.runId);
}
