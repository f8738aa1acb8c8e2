import { getAgentInstanceFactory } from './agents';

const agents = getAgentInstanceFactory();

export function recall(key: string): string {
  return agents.recall(key);
}

export function note(key: string, value: string): string[] {
  agents.remember(key, value);
  return agents.recallAll();
}
