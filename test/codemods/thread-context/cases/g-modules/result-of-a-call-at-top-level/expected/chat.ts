import type { UserExecutionContext } from '@unsingleton/runtime';
import { greetAll } from './memory';

export function greet(userContext: UserExecutionContext): string {
  return `${userContext.userId}: ${greetAll(userContext)}`;
}
