import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export type Key = 'name' | 'mood';

export function recall(userContext: UserExecutionContext, key: Key): string {
  return createAgentInstanceFactory(userContext).recall(key);
}
