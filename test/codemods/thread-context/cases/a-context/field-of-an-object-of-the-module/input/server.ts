import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class RunServer {
  constructor(private readonly startedBy: UserExecutionContext) {}

  recall(runId: string): string {
    return getAgentInstanceFactory().recall(`${this.startedBy.runId}/${runId}`);
  }
}

declare const operator: UserExecutionContext;
const server = new RunServer(operator);

export function handle(userContext: UserExecutionContext): string {
  return server.recall(userContext.runId);
}
