import type { UserExecutionContext } from '@unsingleton/runtime';
// eslint-disable-next-line import/no-cycle
import { createAgentInstanceFactory } from './agents';

export function recall(userContext: UserExecutionContext, key: string): string {
  return createAgentInstanceFactory(userContext).recall(key);
}
