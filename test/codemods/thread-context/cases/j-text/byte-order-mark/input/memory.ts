export function recall(key: string): string {
  return getAgentInstanceFactory().recall(key);
}

import { getAgentInstanceFactory } from './agents';
