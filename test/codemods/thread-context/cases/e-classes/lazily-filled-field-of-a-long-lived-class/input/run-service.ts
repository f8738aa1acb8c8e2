import { getAgentInstanceFactory, type AgentInstanceFactory } from './agents';

class RunService {
  private agents: AgentInstanceFactory | undefined;

  start(name: string): Promise<string> {
    this.agents ??= getAgentInstanceFactory();
    return this.agents.run(name);
  }
}

export const runService = new RunService();
