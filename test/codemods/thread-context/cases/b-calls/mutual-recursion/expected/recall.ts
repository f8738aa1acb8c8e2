import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallOdd(userContext: UserExecutionContext, count: number): string {
  return count === 0 ? '' : createAgentInstanceFactory(userContext).recall(`${count}`) + recallEven(userContext, count - 1);
}

function recallEven(userContext: UserExecutionContext, count: number): string {
  return count === 0 ? '' : recallOdd(userContext, count - 1);
}

export function handle(userContext: UserExecutionContext, count: number): string {
  return recallEven(userContext, count);
}
