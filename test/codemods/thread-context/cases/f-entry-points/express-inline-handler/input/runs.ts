import { getAgentInstanceFactory } from './agents';

export async function startRun(name: string): Promise<string> {
  return getAgentInstanceFactory().run(name);
}

export function recall(key: string): string {
  return getAgentInstanceFactory().recall(key);
}
