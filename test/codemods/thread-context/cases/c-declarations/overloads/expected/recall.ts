import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recall(userContext: UserExecutionContext, key: string): string;
function recall(userContext: UserExecutionContext, keys: readonly string[]): string[];
function recall(userContext: UserExecutionContext, keys: string | readonly string[]): string | string[] {
  const agents = createAgentInstanceFactory(userContext);
  return typeof keys === 'string' ? agents.recall(keys) : keys.map((key) => agents.recall(key));
}

export function handle(userContext: UserExecutionContext): string {
  return recall(userContext, 'last') + recall(userContext, ['first', 'last']).join();
}
