import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

export function impersonate(actor: UserExecutionContext, target: UserExecutionContext): string {
  const reason = `${actor.userId} for ${target.userId}`;
  // @unsingleton-todo AMBIGUOUS_CONTEXT: more than one user context is in reach
  return getAgentInstanceFactory().recall(reason);
}
