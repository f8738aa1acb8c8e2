import { getAgentInstanceFactory } from './agents';

const agents = getAgentInstanceFactory();
// @unsingleton-todo NO_REQUEST: no request, so no user
const atStart = agents.recallAll().length;

export function grown(): boolean {
  return agents.recallAll().length > atStart;
}
