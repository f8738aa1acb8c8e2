import { getAgentInstanceFactory } from '../agents';

export function remember(key: string, value: string): void {
  getAgentInstanceFactory().remember(key, value);
}

export function recall(key: string): string {
  return getAgentInstanceFactory().recall(key);
}
