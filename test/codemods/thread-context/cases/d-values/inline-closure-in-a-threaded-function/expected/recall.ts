import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallAll(userContext: UserExecutionContext, runIds: readonly string[]): string[] {
  return runIds.map((runId) => {
    const text = createAgentInstanceFactory(userContext).recall(runId);
    return text.trim();
  });
}

export function handle(userContext: UserExecutionContext, runIds: readonly string[]): string[] {
  return recallAll(userContext, runIds);
}
