import { getAgentInstanceFactory, type AgentInstanceFactory } from './agents';

class RunService {
  private agents = getAgentInstanceFactory();

  useAgents(agents: AgentInstanceFactory): void {
    this.agents = agents;
  }

  start(name: string): Promise<string> {
    return this.agents.run(name);
  }
}

export const runService = new RunService();
