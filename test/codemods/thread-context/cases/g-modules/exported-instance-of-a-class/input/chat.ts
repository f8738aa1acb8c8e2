import type { UserExecutionContext } from '@unsingleton/runtime';
import { recall, swap } from './memory';

export function greet(userContext: UserExecutionContext, name: string): string {
  return `Hello ${recall('name')}, no longer ${swap('name', name)}`;
}
