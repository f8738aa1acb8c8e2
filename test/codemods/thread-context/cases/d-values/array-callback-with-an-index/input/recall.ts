import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallAt(runId: string, position = 0): string {
  return getAgentInstanceFactory().recall(`${runId}/${position}`);
}

function recallRun(runId: string): string {
  return recallAt(runId);
}

export function handle(userContext: UserExecutionContext, runIds: readonly string[]): string[] {
  return [...runIds.map(recallAt), ...runIds.map(recallRun)];
}
