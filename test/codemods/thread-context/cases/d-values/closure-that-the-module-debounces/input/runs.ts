import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function debounce<A extends unknown[]>(work: (...args: A) => void, ms: number): (...args: A) => void {
  let timer: NodeJS.Timeout | undefined;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => { work(...args); }, ms);
  };
}

const saveSoon = debounce((runId: string) => {
  getAgentInstanceFactory().remember('saved', runId);
}, 100);

export function handle(userContext: UserExecutionContext): void {
  saveSoon(userContext.runId);
}
