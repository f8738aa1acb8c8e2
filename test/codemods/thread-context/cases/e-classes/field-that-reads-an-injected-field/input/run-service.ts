import { getAgentInstanceFactory, type AgentInstanceFactory } from './agents';

export class RunService {
  private readonly agents: AgentInstanceFactory = getAgentInstanceFactory();
  private readonly earlier: string[] = this.agents.recallAll();

  constructor(readonly name: string) {}

  start(): Promise<string> {
    return this.agents.run(`${this.name} after ${this.earlier.length}`);
  }
}
