import { getAgentInstanceFactory } from './agents';

export function rememberName(name: string): void {
  getAgentInstanceFactory().remember('name', name);
}

export function recallName(): string {
  return getAgentInstanceFactory().recall('name');
}
