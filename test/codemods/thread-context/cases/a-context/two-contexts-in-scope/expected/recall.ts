import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

export function readerFor(userContext: UserExecutionContext): (guest: UserExecutionContext) => string {
  return (guest) => {
    const { runId } = guest;
    // @unsingleton-todo AMBIGUOUS_CONTEXT: more than one user context is in reach
    return getAgentInstanceFactory().recall(`${userContext.runId}/${runId}`);
  };
}
