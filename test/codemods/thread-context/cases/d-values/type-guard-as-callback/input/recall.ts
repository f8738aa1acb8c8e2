import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function isKnown(runId: string | undefined): runId is string {
  return runId !== undefined && getAgentInstanceFactory().recall(runId) !== '';
}

export function handle(userContext: UserExecutionContext, runIds: readonly (string | undefined)[]): string[] {
  return runIds.filter(isKnown);
}
