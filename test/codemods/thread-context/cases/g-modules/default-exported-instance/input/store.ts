import { perRequest } from '@unsingleton/runtime';

export class Store {
  private readonly values = new Map<string, string>();

  get(key: string): string {
    return this.values.get(key) ?? '';
  }
}

const store = new Store();

export const createStore = perRequest(() => new Store());

export default store;
