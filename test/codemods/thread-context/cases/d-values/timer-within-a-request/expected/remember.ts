import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function rememberRun(userContext: UserExecutionContext, runId: string): void {
  createAgentInstanceFactory(userContext).remember('last', runId);
}

export function handle(userContext: UserExecutionContext, runId: string): void {
  setTimeout(() => rememberRun(userContext, runId), 10);
  setImmediate(() => rememberRun(userContext, runId));
}
