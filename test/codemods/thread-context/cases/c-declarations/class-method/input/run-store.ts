import { getAgentInstanceFactory } from './agents';

class RunStore {
  constructor(private readonly prefix: string) {}

  recall(runId: string): string {
    return getAgentInstanceFactory().recall(this.key(runId));
  }

  private key(runId: string): string {
    return `${this.prefix}/${runId}`;
  }
}

export const runStore = new RunStore('run');
