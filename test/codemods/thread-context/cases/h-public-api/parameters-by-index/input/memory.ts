import { getAgentInstanceFactory } from './agents';

export type Key = 'name' | 'mood';

export function recall(key: Key): string {
  return getAgentInstanceFactory().recall(key);
}
