import { getAgentInstanceFactory, type AgentInstanceFactory } from './agents';

class RunService {
  private agents?: AgentInstanceFactory;

  private factory(): AgentInstanceFactory {
    if (!this.agents) {
      this.agents = getAgentInstanceFactory();
    }
    return this.agents;
  }

  start(name: string): Promise<string> {
    return this.factory().run(name);
  }
}

export const runService = new RunService();
