import type { UserExecutionContext } from '@unsingleton/runtime';
import { memory } from './memory';

export function greet(userContext: UserExecutionContext): string {
  return `Hello ${memory.recall(userContext, 'name')}`;
}
