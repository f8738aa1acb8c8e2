import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

function reader(): (userContext: UserExecutionContext, runId: string) => string {
  return recallRun;
}

const read = reader();

export function handle(userContext: UserExecutionContext): string {
  return read(userContext, userContext.runId);
}
