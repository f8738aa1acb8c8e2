import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

const actions = new Map<string, (userContext: UserExecutionContext, runId: string) => string>([['recall', recallRun]]);

export function handle(userContext: UserExecutionContext, name: string): string {
  return actions.get(name)?.(userContext, userContext.runId) ?? '';
}
