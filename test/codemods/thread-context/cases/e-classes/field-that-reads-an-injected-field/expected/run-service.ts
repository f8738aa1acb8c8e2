import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory, type AgentInstanceFactory } from './agents';

export class RunService {
  private readonly agents: AgentInstanceFactory;
  private readonly earlier: string[];

  constructor(userContext: UserExecutionContext, readonly name: string) {
    this.agents = createAgentInstanceFactory(userContext);
    this.earlier = this.agents.recallAll();
  }

  start(): Promise<string> {
    return this.agents.run(`${this.name} after ${this.earlier.length}`);
  }
}
