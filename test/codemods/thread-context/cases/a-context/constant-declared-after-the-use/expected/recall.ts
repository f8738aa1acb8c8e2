import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export function recallBoth(userContext: UserExecutionContext, open: () => UserExecutionContext): string {
  const first = createAgentInstanceFactory(userContext).recall('first');
  const inner = open();
  return `${first} ${inner.runId}`;
}
