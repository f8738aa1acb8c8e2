import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

export function handle(runId: UserExecutionContext, names: readonly string[]): string[] {
  return names.map((value) => recallRun(runId, value));
}
