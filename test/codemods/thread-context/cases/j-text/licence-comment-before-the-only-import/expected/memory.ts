/**
 * Copyright the agent server's authors.
 * @license MIT
 */

// What the agents know.
import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export function recall(userContext: UserExecutionContext, key: string): string {
  return createAgentInstanceFactory(userContext).recall(key);
}
