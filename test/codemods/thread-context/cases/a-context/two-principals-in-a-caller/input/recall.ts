import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallReason(key: string): string {
  return getAgentInstanceFactory().recall(key);
}

export function impersonate(actor: UserExecutionContext, target: UserExecutionContext): string {
  const key = `${actor.userId} for ${target.userId}`;
  return recallReason(key);
}
