import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(...runIds: string[]): string {
  return getAgentInstanceFactory().recall(String(arguments[0] ?? runIds.length));
}

export function handle(userContext: UserExecutionContext): string {
  return recallRun(userContext.runId);
}
