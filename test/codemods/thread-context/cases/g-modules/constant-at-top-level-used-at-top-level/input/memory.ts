import { getAgentInstanceFactory } from './agents';

const agents = getAgentInstanceFactory();
const atStart = agents.recallAll().length;

export function grown(): boolean {
  return agents.recallAll().length > atStart;
}
