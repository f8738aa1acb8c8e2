import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recall(key: string): string;
function recall(key: string, fallback: string): string;
function recall(...parts: any[]): any {
  return getAgentInstanceFactory().recall(parts[0]) || parts[1];
}

export function handle(userContext: UserExecutionContext): string {
  return recall('last') + recall('first', 'none');
}
