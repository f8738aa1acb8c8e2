import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export function notifyAll(userContext: UserExecutionContext, members: readonly UserExecutionContext[]): string {
  for (const member of members) {
    createAgentInstanceFactory(member).remember('greeting', `from ${userContext.userId}`);
  }
  return userContext.runId;
}
