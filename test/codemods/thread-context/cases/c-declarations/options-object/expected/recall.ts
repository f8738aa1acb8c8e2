import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type RecallOptions = { readonly runId: string; readonly trim?: boolean };

function recallRun(userContext: UserExecutionContext, { runId, trim = false }: RecallOptions): string {
  const value = createAgentInstanceFactory(userContext).recall(runId);
  return trim ? value.trim() : value;
}

export function handle(userContext: UserExecutionContext): string {
  return recallRun(userContext, { runId: userContext.runId });
}
