import type { UserExecutionContext } from '@unsingleton/runtime';
import { recall } from './memory';

export function greet(userContext: UserExecutionContext): string {
  return `${userContext.userId} is called ${recall('name')}`;
}
