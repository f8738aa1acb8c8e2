import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recall(key: string): string;
function recall(keys: readonly string[]): string[];
function recall(keys: string | readonly string[]): string | string[] {
  const agents = getAgentInstanceFactory();
  return typeof keys === 'string' ? agents.recall(keys) : keys.map((key) => agents.recall(key));
}

export function handle(userContext: UserExecutionContext): string {
  return recall('last') + recall(['first', 'last']).join();
}
