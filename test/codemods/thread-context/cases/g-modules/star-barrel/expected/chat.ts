import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from '.';

export function greet(userContext: UserExecutionContext): string {
  return `${userContext.userId} is called ${createAgentInstanceFactory(userContext).recall('name')}`;
}
