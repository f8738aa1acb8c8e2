export class Clock {
  static readonly #only = new Clock();

  static getInstance(): Clock {
    return Clock.#only;
  }

  readonly zone = 'UTC';
}
