import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class RunService {
  private readonly prefix = 'run ';
  constructor(private readonly name: string) { }
  recall(userContext: UserExecutionContext, runId: string): string { return `${this.name} ${this.prefix}${createAgentInstanceFactory(userContext).recall(runId)}`; }
}

const service = new RunService('runs');

export function handle(userContext: UserExecutionContext): string {
  return service.recall(userContext, userContext.runId);
}
