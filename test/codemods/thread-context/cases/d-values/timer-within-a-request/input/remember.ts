import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function rememberRun(runId: string): void {
  getAgentInstanceFactory().remember('last', runId);
}

export function handle(userContext: UserExecutionContext, runId: string): void {
  setTimeout(rememberRun, 10, runId);
  setImmediate(rememberRun, runId);
}
