import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

class Runner {
  constructor(private readonly read: (userContext: UserExecutionContext, runId: string) => string) {}

  run(userContext: UserExecutionContext, runId: string): string {
    return this.read(userContext, runId);
  }
}

const runner = new Runner(recallRun);

export function handle(userContext: UserExecutionContext): string {
  return runner.run(userContext, userContext.runId);
}
