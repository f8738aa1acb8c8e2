import type { UserExecutionContext } from '@unsingleton/runtime';
import DataLoader from 'dataloader';
import { getAgentInstanceFactory } from './agents';

// @unsingleton-todo CACHED_ACROSS_USERS: a cache would serve one user's result to another
const runs = new DataLoader(async (runIds: readonly string[]) => runIds.map((runId) => getAgentInstanceFactory().recall(runId)));

export function handle(userContext: UserExecutionContext): Promise<string> {
  return runs.load(userContext.runId);
}
