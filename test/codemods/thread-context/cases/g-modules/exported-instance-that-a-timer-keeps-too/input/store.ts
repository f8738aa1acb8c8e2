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

/** @deprecated One store for all users. Use `createStore(userContext)`. */
export const store = new Store();

export const createStore = perRequest(() => new Store());
