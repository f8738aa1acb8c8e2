import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from '.';

export function greet(userContext: UserExecutionContext): string {
  return `${userContext.userId} is called ${getAgentInstanceFactory().recall('name')}`;
}
