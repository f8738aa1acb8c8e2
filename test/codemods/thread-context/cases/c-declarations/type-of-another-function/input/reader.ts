import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

const echo: typeof recallRun = (runId) => runId;

export function handle(userContext: UserExecutionContext, persistent: boolean): string {
  const read = persistent ? recallRun : echo;
  return read(userContext.runId);
}
