import { perRequest, type UserExecutionContext } from '@unsingleton/runtime';

class Store {
  readonly #notes: string[] = [];
  add(note: string): void {
    this.#notes.push(note);
  }
}

const stores: Record<string, Store> = {};

export function getStore(kind = 'default'): Store {
  return (stores[kind] ??= new Store());
}

const makeStore = perRequest((_userContext: UserExecutionContext) => getStore());

export { makeStore as createStore };
