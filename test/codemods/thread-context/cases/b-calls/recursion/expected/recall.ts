import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallPath(userContext: UserExecutionContext, steps: readonly string[]): string {
  const [first, ...rest] = steps;
  return first === undefined ? '' : createAgentInstanceFactory(userContext).recall(first) + recallPath(userContext, rest);
}

export function handle(userContext: UserExecutionContext, steps: readonly string[]): string {
  return recallPath(userContext, steps);
}
