import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

export function notifyAll(userContext: UserExecutionContext, members: readonly UserExecutionContext[]): string {
  for (const member of members) {
    getAgentInstanceFactory().remember('greeting', `from ${userContext.userId}`);
  }
  return userContext.runId;
}
