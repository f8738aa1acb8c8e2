import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory as agents } from './agents';

export function greet(userContext: UserExecutionContext): string {
  return `${userContext.userId} is called ${agents(userContext).recall('name')}`;
}
