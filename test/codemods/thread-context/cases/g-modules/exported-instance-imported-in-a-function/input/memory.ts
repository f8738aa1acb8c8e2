import type { UserExecutionContext } from '@unsingleton/runtime';

export async function recall(key: string): Promise<string> {
  const { store } = await import('./store');
  return store.get(key);
}

export async function forget(key: string): Promise<void> {
  const { store: memory } = await import('./store');
  memory.set(key, '');
}

export async function recallLast(): Promise<string> {
  const stores = await import('./store');
  return stores.store.get('last');
}

export function recallFirst(userContext: UserExecutionContext): Promise<string> {
  return import('./store').then(({ store }) => store.get(`${userContext.userId}/first`));
}
