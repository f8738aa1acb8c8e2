import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

class Runner {
  constructor(private readonly read: (runId: string) => string) {}

  run(runId: string): string {
    return this.read(runId);
  }
}

const runner = new Runner(recallRun);

export function handle(userContext: UserExecutionContext): string {
  return runner.run(userContext.runId);
}
