type Task = { readonly run: () => void };

const tasks: Task[] = [];

export function later(run: () => void): void {
  tasks.push({ run });
}

export function runAll(): void {
  for (const { run } of tasks.splice(0)) run();
}

class Mutex {
  readonly #waiting: (() => void)[] = [];
  #isLocked = false;

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isLocked) await new Promise<void>((resolve) => { this.#waiting.push(resolve); });
    this.#isLocked = true;
    try {
      return await work();
    } finally {
      this.#isLocked = false;
      this.#waiting.shift()?.();
    }
  }
}

export const mutex = new Mutex();

const listeners = new Set<() => void>();

export function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
