import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

function reader(): (runId: string) => string {
  return recallRun;
}

const read = reader();

export function handle(userContext: UserExecutionContext): string {
  return read(userContext.runId);
}
