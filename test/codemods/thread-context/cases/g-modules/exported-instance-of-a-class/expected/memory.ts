import type { UserExecutionContext } from '@unsingleton/runtime';
import { createStore } from './store';

export function recall(userContext: UserExecutionContext, key: string): string {
  return createStore(userContext).get(key);
}

export function swap(userContext: UserExecutionContext, key: string, value: string): string {
  const store = createStore(userContext);
  const before = store.get(key);
  store.set(key, value);
  return before;
}
