import { getAgentInstanceFactory } from './agents';

export const agents = getAgentInstanceFactory();
