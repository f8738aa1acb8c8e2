import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export function rememberName(userContext: UserExecutionContext, name: string): void {
  createAgentInstanceFactory(userContext).remember('name', name);
}

export function recallName(userContext: UserExecutionContext): string {
  return createAgentInstanceFactory(userContext).recall('name');
}
