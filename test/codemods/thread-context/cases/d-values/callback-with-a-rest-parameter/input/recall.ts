import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallJoined(...parts: readonly unknown[]): string {
  return getAgentInstanceFactory().recall(parts.join('/'));
}

export function handle(userContext: UserExecutionContext, runIds: readonly string[]): string[] {
  return runIds.map(recallJoined);
}
