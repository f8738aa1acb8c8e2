import { getAgentInstanceFactory } from './agents';

export function recall(key: string): string {
  return getAgentInstanceFactory().recall(key);
}

export function note(key: string, value: string): void {
  getAgentInstanceFactory().remember(key, value);
}
