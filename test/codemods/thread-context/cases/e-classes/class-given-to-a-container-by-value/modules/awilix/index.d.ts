export interface Resolver<T> {
  singleton(): Resolver<T>;
  scoped(): Resolver<T>;
}
export interface AwilixContainer<Cradle extends object> {
  readonly cradle: Cradle;
  register(registrations: { [Key in keyof Cradle]?: Resolver<Cradle[Key]> }): this;
}
export function createContainer<Cradle extends object>(): AwilixContainer<Cradle>;
export function asClass<T>(type: new (...args: never[]) => T): Resolver<T>;
