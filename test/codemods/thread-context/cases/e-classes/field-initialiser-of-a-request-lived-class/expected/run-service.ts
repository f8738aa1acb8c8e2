import type { UserExecutionContext } from '@unsingleton/runtime';
import { type AgentInstanceFactory, createAgentInstanceFactory } from './agents';

export class RunService {
  private readonly agents: AgentInstanceFactory;

  constructor(userContext: UserExecutionContext) {
    this.agents = createAgentInstanceFactory(userContext);
  }

  start(name: string): Promise<string> {
    return this.agents.run(name);
  }
}
