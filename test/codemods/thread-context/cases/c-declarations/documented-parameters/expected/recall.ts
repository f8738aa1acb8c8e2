import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

/**
 * What was remembered of a run.
 *
 * @param userContext - who this work is for
 * @param runId - the run's id
 */
function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

/** The last run. */
function recallLast(userContext: UserExecutionContext): string {
  return recallRun(userContext, 'last');
}

export function handle(userContext: UserExecutionContext): string {
  return recallLast(userContext);
}
