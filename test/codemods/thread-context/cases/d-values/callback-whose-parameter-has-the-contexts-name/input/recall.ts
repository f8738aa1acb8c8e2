import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

export function handle(runId: UserExecutionContext, names: readonly string[]): string[] {
  return names.map(recallRun);
}
