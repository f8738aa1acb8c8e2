import { createAgentInstanceFactory } from './agents';

export const createAgents = createAgentInstanceFactory;
