import type { UserExecutionContext } from '@unsingleton/runtime';
import { type AgentInstanceFactory, createAgentInstanceFactory } from './agents';

class Service {
  constructor(readonly name: string) {}
}

export class RunService extends Service {
  private readonly agents: AgentInstanceFactory;

  constructor(userContext: UserExecutionContext, name: string) {
    super(name);
    this.agents = createAgentInstanceFactory(userContext);
    this.agents.remember('service', name);
  }

  start(): Promise<string> {
    return this.agents.run(this.name);
  }
}
