import { getAgentInstanceFactory } from './agents';

export class Memory {
  readonly #agents = getAgentInstanceFactory();

  recall(key: string): string {
    return this.#agents.recall(key);
  }
}
