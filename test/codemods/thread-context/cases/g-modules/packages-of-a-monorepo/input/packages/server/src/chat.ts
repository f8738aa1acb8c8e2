import { recall } from '@agents/core';
import type { UserExecutionContext } from '@unsingleton/runtime';

export function greet(userContext: UserExecutionContext): string {
  return `${userContext.userId} is called ${recall('name')}`;
}
