import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

const actions = new Map<string, any>();
// @unsingleton-todo UNTYPED_REGISTRY: kept in an untyped registry
actions.set('recall', recallRun);

export function handle(userContext: UserExecutionContext): unknown {
  return actions.get('recall')(userContext.runId);
}
