import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function debounce<A extends unknown[]>(work: (...args: A) => void, ms: number): (...args: A) => void {
  let timer: NodeJS.Timeout | undefined;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => { work(...args); }, ms);
  };
}

// @unsingleton-todo CACHED_ACROSS_USERS: a cache would serve one user's result to another
const saveSoon = debounce((runId: string) => {
  getAgentInstanceFactory().remember('saved', runId);
}, 100);

export function handle(userContext: UserExecutionContext): void {
  saveSoon(userContext.runId);
}
