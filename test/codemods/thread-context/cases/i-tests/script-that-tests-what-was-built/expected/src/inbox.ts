import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from '../agents';

export function remember(userContext: UserExecutionContext, key: string, value: string): void {
  createAgentInstanceFactory(userContext).remember(key, value);
}

export function recall(userContext: UserExecutionContext, key: string): string {
  return createAgentInstanceFactory(userContext).recall(key);
}
