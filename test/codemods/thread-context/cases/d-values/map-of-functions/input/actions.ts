import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

const actions = new Map<string, (runId: string) => string>([['recall', recallRun]]);

export function handle(userContext: UserExecutionContext, name: string): string {
  return actions.get(name)?.(userContext.runId) ?? '';
}
