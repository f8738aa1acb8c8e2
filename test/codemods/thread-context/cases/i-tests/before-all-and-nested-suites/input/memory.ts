import { getAgentInstanceFactory } from './agents';

export function recall(key: string): string {
  return getAgentInstanceFactory().recall(key);
}

export async function note(key: string, value: string): Promise<void> {
  getAgentInstanceFactory().remember(key, value);
}
