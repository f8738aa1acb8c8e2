import { getAgentInstanceFactory } from './agents';

export function startRun(name: string): Promise<string> {
  return getAgentInstanceFactory().run(name);
}
