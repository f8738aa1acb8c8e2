import type { UserExecutionContext } from '@unsingleton/runtime';
import { recall, swap } from './memory';

export function greet(userContext: UserExecutionContext, name: string): string {
  return `Hello ${recall(userContext, 'name')}, no longer ${swap(userContext, 'name', name)}`;
}
