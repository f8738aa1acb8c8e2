import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export function recall(userContext: UserExecutionContext, key: string): string {
  return createAgentInstanceFactory(userContext).recall(key);
}
