import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

export function handle(userContext: UserExecutionContext): string {
  // @unsingleton-todo ARITY_SENSITIVE: its number of parameters is read
  const takesRun = recallRun.length === 1;
  return takesRun ? recallRun(userContext.runId) : '';
}
