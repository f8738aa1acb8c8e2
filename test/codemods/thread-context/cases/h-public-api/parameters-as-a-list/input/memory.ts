import { getAgentInstanceFactory } from './agents';

export function note(key: string, value: string): void {
  getAgentInstanceFactory().remember(key, value);
}
