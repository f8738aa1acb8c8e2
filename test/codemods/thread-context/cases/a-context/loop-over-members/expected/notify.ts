import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type Member = { readonly userId: string; readonly name: string };

export function notifyAll(userContext: UserExecutionContext, members: readonly Member[]): string {
  for (const member of members) {
    // @unsingleton-todo AMBIGUOUS_CONTEXT: more than one user context is in reach
    getAgentInstanceFactory().remember(member.userId, `hello ${member.name}`);
  }
  return userContext.runId;
}
