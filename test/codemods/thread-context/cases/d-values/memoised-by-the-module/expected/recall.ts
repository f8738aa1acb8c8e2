import type { UserExecutionContext } from '@unsingleton/runtime';
import { memoize } from 'lodash';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

// @unsingleton-todo CACHED_ACROSS_USERS: a cache would serve one user's result to another
const recallOnce = memoize(recallRun);

export function handle(userContext: UserExecutionContext): string {
  return recallOnce(userContext.runId);
}
