import type { UserExecutionContext } from '@unsingleton/runtime';

export async function recall(userContext: UserExecutionContext, key: string): Promise<string> {
  const { createStore } = await import('./store');
  return createStore(userContext).get(key);
}

export async function forget(userContext: UserExecutionContext, key: string): Promise<void> {
  const { createStore: memory } = await import('./store');
  memory(userContext).set(key, '');
}

export async function recallLast(userContext: UserExecutionContext): Promise<string> {
  const stores = await import('./store');
  return stores.createStore(userContext).get('last');
}

export function recallFirst(userContext: UserExecutionContext): Promise<string> {
  return import('./store').then(({ createStore }) => createStore(userContext).get(`${userContext.userId}/first`));
}
