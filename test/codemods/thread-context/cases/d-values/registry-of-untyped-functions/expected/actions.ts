import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

// @unsingleton-todo UNTYPED_REGISTRY: kept in an untyped registry
const actions: Record<string, Function> = { recall: recallRun };

export function handle(userContext: UserExecutionContext, name: string): unknown {
  return actions[name]?.(userContext.runId);
}
