import type { UserExecutionContext } from '@unsingleton/runtime';
import { createStore } from './store';

export function greet(userContext: UserExecutionContext): string {
  return `${userContext.userId} is called ${createStore(userContext).get('name')}`;
}
