import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recall(userContext: UserExecutionContext, key: string): string;
function recall(userContext: UserExecutionContext, key: string, fallback: string): string;
function recall(userContext: UserExecutionContext, ...parts: any[]): any {
  return createAgentInstanceFactory(userContext).recall(parts[0]) || parts[1];
}

export function handle(userContext: UserExecutionContext): string {
  return recall(userContext, 'last') + recall(userContext, 'first', 'none');
}
