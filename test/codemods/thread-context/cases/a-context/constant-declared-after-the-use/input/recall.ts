import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

export function recallBoth(userContext: UserExecutionContext, open: () => UserExecutionContext): string {
  const first = getAgentInstanceFactory().recall('first');
  const inner = open();
  return `${first} ${inner.runId}`;
}
