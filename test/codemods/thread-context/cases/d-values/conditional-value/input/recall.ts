import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

function titleOf(runId: string): string {
  return `run ${runId}`;
}

export function handle(userContext: UserExecutionContext, verbose: boolean, runIds: readonly string[]): string[] {
  return runIds.map(verbose ? recallRun : titleOf);
}
