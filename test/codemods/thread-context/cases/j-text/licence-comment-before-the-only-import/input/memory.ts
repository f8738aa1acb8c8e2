/**
 * Copyright the agent server's authors.
 * @license MIT
 */

// What the agents know.
import { getAgentInstanceFactory } from './agents';

export function recall(key: string): string {
  return getAgentInstanceFactory().recall(key);
}
