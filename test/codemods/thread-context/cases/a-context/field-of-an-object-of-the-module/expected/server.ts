import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class RunServer {
  constructor(private readonly startedBy: UserExecutionContext) {}

  recall(userContext: UserExecutionContext, runId: string): string {
    return createAgentInstanceFactory(userContext).recall(`${this.startedBy.runId}/${runId}`);
  }
}

declare const operator: UserExecutionContext;
const server = new RunServer(operator);

export function handle(userContext: UserExecutionContext): string {
  return server.recall(userContext, userContext.runId);
}
