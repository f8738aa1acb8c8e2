import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

/**
 * What was remembered of a run.
 *
 * @param runId - the run's id
 */
function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

/** The last run. */
function recallLast(): string {
  return recallRun('last');
}

export function handle(userContext: UserExecutionContext): string {
  return recallLast();
}
