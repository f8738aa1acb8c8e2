import type { UserExecutionContext } from '@unsingleton/runtime';
import { createStore, type Store } from './store';

function nameIn(store: Store): string {
  return store.get('name');
}

export function greet(userContext: UserExecutionContext): string {
  return `${userContext.userId} is called ${nameIn(createStore(userContext))}`;
}
