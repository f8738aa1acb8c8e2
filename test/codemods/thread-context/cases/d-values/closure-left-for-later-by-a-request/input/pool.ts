import { getAgentInstanceFactory } from './agents';

export class Pool {
  readonly #after: (() => void)[] = [];

  start(name: string): Promise<string> {
    this.#after.push(() => {
      getAgentInstanceFactory().remember('done', name);
    });
    return getAgentInstanceFactory().run(name);
  }

  flush(): void {
    for (const next of this.#after.splice(0)) next();
  }
}

export const pool = new Pool();
