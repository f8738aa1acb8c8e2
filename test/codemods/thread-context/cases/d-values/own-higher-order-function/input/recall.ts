import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function each(keys: readonly string[], read: (key: string) => string): string[] {
  return keys.map((key) => read(key));
}

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

export function handle(userContext: UserExecutionContext, runIds: readonly string[]): string[] {
  return each(runIds, recallRun);
}
