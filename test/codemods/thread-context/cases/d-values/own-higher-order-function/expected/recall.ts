import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function each(keys: readonly string[], read: (key: string) => string): string[] {
  return keys.map((key) => read(key));
}

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

export function handle(userContext: UserExecutionContext, runIds: readonly string[]): string[] {
  return each(runIds, (runId) => recallRun(userContext, runId));
}
