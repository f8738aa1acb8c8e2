import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallPath(steps: readonly string[]): string {
  const [first, ...rest] = steps;
  return first === undefined ? '' : getAgentInstanceFactory().recall(first) + recallPath(rest);
}

export function handle(userContext: UserExecutionContext, steps: readonly string[]): string {
  return recallPath(steps);
}
