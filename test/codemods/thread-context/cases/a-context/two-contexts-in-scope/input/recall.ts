import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

export function readerFor(userContext: UserExecutionContext): (guest: UserExecutionContext) => string {
  return (guest) => {
    const { runId } = guest;
    return getAgentInstanceFactory().recall(`${userContext.runId}/${runId}`);
  };
}
