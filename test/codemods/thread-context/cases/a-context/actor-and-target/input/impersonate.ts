import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

export function impersonate(actor: UserExecutionContext, target: UserExecutionContext): string {
  const reason = `${actor.userId} for ${target.userId}`;
  return getAgentInstanceFactory().recall(reason);
}
