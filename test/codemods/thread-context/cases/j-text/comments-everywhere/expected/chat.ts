import type { UserExecutionContext } from '@unsingleton/runtime';
import { recall } from './memory';

export function greet(userContext: UserExecutionContext): string {
  // Say hello.
  return recall /* it */ (userContext, /* the name */ 'name' /* only */);
}
