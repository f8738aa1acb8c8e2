import { getAgentInstanceFactory, type AgentInstanceFactory } from './agents';

const prefix = 'runs/',
  agents: AgentInstanceFactory = getAgentInstanceFactory(),
  suffix = '.json';

export const pathOf = (run: string): string => `${prefix}${agents.recall(run)}${suffix}`;
