import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallAll(runIds: readonly string[]): string[] {
  return runIds.map((runId) => {
    const text = getAgentInstanceFactory().recall(runId);
    return text.trim();
  });
}

export function handle(userContext: UserExecutionContext, runIds: readonly string[]): string[] {
  return recallAll(runIds);
}
