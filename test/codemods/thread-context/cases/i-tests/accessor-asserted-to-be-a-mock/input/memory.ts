import { getAgentInstanceFactory } from './agents';

export function recall(key: string): string {
  return getAgentInstanceFactory().recall(key);
}
