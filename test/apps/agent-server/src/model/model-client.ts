import { setTimeout as sleep } from 'node:timers/promises';

/** Stands for the model provider's client: one connection for everybody, it keeps nothing of a caller. */
export class ModelClient {
  constructor(private readonly latency: number) {}

  async complete(model: string, prompt: string): Promise<string> {
    await sleep(this.latency);
    return `[${model}] ${prompt}`;
  }
}
