import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

const actions = new Map<string, any>();
actions.set('recall', recallRun);

export function handle(userContext: UserExecutionContext): unknown {
  return actions.get('recall')(userContext.runId);
}
