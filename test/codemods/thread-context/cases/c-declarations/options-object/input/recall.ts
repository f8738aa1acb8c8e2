import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type RecallOptions = { readonly runId: string; readonly trim?: boolean };

function recallRun({ runId, trim = false }: RecallOptions): string {
  const value = getAgentInstanceFactory().recall(runId);
  return trim ? value.trim() : value;
}

export function handle(userContext: UserExecutionContext): string {
  return recallRun({ runId: userContext.runId });
}
