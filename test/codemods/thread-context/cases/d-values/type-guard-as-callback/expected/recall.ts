import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function isKnown(userContext: UserExecutionContext, runId: string | undefined): runId is string {
  return runId !== undefined && createAgentInstanceFactory(userContext).recall(runId) !== '';
}

export function handle(userContext: UserExecutionContext, runIds: readonly (string | undefined)[]): string[] {
  return runIds.filter((runId) => isKnown(userContext, runId));
}
