import { perRequest } from '@unsingleton/runtime';

export class AgentInstanceFactory {
  recall(key: string): string {
    return `all ${key}s`;
  }
}

const agents = new AgentInstanceFactory();

export const getAgentInstanceFactory = (): AgentInstanceFactory => agents;

export const createAgentInstanceFactory = perRequest(() => new AgentInstanceFactory(), { name: 'createAgentInstanceFactory' });
