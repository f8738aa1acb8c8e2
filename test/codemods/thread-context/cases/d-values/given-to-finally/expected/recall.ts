import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

function rememberEnd(userContext: UserExecutionContext): void {
  createAgentInstanceFactory(userContext).remember('ended', 'yes');
}

export function handle(userContext: UserExecutionContext, pending: Promise<string>): Promise<string> {
  return pending.then((runId) => recallRun(userContext, runId), String).finally(() => rememberEnd(userContext));
}
