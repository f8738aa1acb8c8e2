import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallOdd(count: number): string {
  return count === 0 ? '' : getAgentInstanceFactory().recall(`${count}`) + recallEven(count - 1);
}

function recallEven(count: number): string {
  return count === 0 ? '' : recallOdd(count - 1);
}

export function handle(userContext: UserExecutionContext, count: number): string {
  return recallEven(count);
}
