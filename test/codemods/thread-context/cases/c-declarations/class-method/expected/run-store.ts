import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class RunStore {
  constructor(private readonly prefix: string) {}

  recall(userContext: UserExecutionContext, runId: string): string {
    return createAgentInstanceFactory(userContext).recall(this.key(runId));
  }

  private key(runId: string): string {
    return `${this.prefix}/${runId}`;
  }
}

export const runStore = new RunStore('run');
