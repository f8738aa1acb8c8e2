import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallFirst(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(`${runId}/first`);
}

function recallLast(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(`${runId}/last`);
}

export function handle(userContext: UserExecutionContext, last: boolean, runId: string): string {
  return (last ? recallLast : recallFirst)(userContext, runId);
}
