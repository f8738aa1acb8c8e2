import { getAgentInstanceFactory } from './agents';

// @unsingleton-todo NO_REQUEST: no request, so no user
const agents = getAgentInstanceFactory();
const atStart = agents.recallAll().length;

export function grown(): boolean {
  return agents.recallAll().length > atStart;
}
