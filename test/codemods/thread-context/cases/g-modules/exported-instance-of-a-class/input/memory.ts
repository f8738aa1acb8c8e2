import { store } from './store';

export function recall(key: string): string {
  return store.get(key);
}

export function swap(key: string, value: string): string {
  const before = store.get(key);
  store.set(key, value);
  return before;
}
