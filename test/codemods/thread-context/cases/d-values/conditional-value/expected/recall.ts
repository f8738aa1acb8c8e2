import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

function titleOf(runId: string): string {
  return `run ${runId}`;
}

export function handle(userContext: UserExecutionContext, verbose: boolean, runIds: readonly string[]): string[] {
  return runIds.map(verbose ? (runId) => recallRun(userContext, runId) : titleOf);
}
