import { getAgentInstanceFactory, type AgentInstanceFactory } from './agents';

class RunService {
  // @unsingleton-todo APP_LIFETIME_FIELD: a long-lived object keeps the instance in a field
  private agents = getAgentInstanceFactory();

  useAgents(agents: AgentInstanceFactory): void {
    this.agents = agents;
  }

  start(name: string): Promise<string> {
    return this.agents.run(name);
  }
}

export const runService = new RunService();
