import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallEach(userExecutionContext: UserExecutionContext, keys: readonly string[]): string[] {
  return keys.map((userContext) => createAgentInstanceFactory(userExecutionContext).recall(userContext));
}

export function handle(owner: UserExecutionContext, keys: readonly string[]): string[] {
  return recallEach(owner, keys);
}
