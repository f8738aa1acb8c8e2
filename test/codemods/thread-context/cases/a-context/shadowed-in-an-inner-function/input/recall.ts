import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallEach(keys: readonly string[]): string[] {
  return keys.map((userContext) => getAgentInstanceFactory().recall(userContext));
}

export function handle(owner: UserExecutionContext, keys: readonly string[]): string[] {
  return recallEach(keys);
}
