import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

function rememberEnd(): void {
  getAgentInstanceFactory().remember('ended', 'yes');
}

export function handle(userContext: UserExecutionContext, pending: Promise<string>): Promise<string> {
  return pending.then(recallRun, String).finally(rememberEnd);
}
