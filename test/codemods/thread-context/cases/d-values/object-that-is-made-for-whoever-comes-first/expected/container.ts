export class Container {
  readonly #makers = new Map<string, () => unknown>();
  readonly #made = new Map<string, unknown>();

  register(name: string, make: () => unknown): this {
    this.#makers.set(name, make);
    return this;
  }

  resolve<T>(name: string): T {
    // @unsingleton-todo CACHED_ACROSS_USERS: a cache would serve one user's result to another
    if (!this.#made.has(name)) this.#made.set(name, this.#makers.get(name)?.());
    return this.#made.get(name) as T;
  }
}
