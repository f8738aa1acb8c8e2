import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function lastingly<K, V>(work: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = work(key);
      // @unsingleton-todo CACHED_ACROSS_USERS: a cache would serve one user's result to another
      known.set(key, value);
    }
    return value;
  };
}

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

const recallOnce = lastingly(recallRun);
const titleOnce = lastingly((runId: string) => `${runId}: ${getAgentInstanceFactory().recall('title')}`);

export function handle(userContext: UserExecutionContext): string {
  return recallOnce(userContext.runId) + titleOnce(userContext.runId);
}
