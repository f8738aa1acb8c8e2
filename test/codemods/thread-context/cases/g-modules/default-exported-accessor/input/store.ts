import { perRequest } from '@unsingleton/runtime';

export class Store {
  private readonly values = new Map<string, string>();

  get(key: string): string {
    return this.values.get(key) ?? '';
  }

  set(key: string, value: string): void {
    this.values.set(key, value);
  }
}

let store: Store | undefined;

export default function getStore(): Store {
  store ??= new Store();
  return store;
}

export const createStore = perRequest(() => new Store());
