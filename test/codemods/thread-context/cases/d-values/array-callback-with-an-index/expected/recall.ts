import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallAt(userContext: UserExecutionContext, runId: string, position = 0): string {
  return createAgentInstanceFactory(userContext).recall(`${runId}/${position}`);
}

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return recallAt(userContext, runId);
}

export function handle(userContext: UserExecutionContext, runIds: readonly string[]): string[] {
  return [...runIds.map((runId, position) => recallAt(userContext, runId, position)), ...runIds.map((runId) => recallRun(userContext, runId))];
}
