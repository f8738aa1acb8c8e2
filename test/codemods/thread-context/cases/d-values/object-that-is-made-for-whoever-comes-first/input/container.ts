export class Container {
  readonly #makers = new Map<string, () => unknown>();
  readonly #made = new Map<string, unknown>();

  register(name: string, make: () => unknown): this {
    this.#makers.set(name, make);
    return this;
  }

  resolve<T>(name: string): T {
    if (!this.#made.has(name)) this.#made.set(name, this.#makers.get(name)?.());
    return this.#made.get(name) as T;
  }
}
