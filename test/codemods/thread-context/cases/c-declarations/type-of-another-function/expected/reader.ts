import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

const echo: typeof recallRun = (_userContext: UserExecutionContext, runId) => runId;

export function handle(userContext: UserExecutionContext, persistent: boolean): string {
  const read = persistent ? recallRun : echo;
  return read(userContext, userContext.runId);
}
