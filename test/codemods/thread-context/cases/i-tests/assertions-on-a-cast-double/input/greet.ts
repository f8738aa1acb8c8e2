import type { UserExecutionContext } from '@unsingleton/runtime';
import { recall } from './recall';

export function greet(userContext: UserExecutionContext): string {
  return `${userContext.userId} is ${recall('name')}`;
}
