import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallFirst(runId: string): string {
  return getAgentInstanceFactory().recall(`${runId}/first`);
}

function recallLast(runId: string): string {
  return getAgentInstanceFactory().recall(`${runId}/last`);
}

export function handle(userContext: UserExecutionContext, last: boolean, runId: string): string {
  return (last ? recallLast : recallFirst)(runId);
}
