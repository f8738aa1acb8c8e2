import type { UserExecutionContext } from '@unsingleton/runtime';
import { type AgentInstanceFactory, createAgentInstanceFactory } from './agents';

export class RunService {
  private readonly agents: AgentInstanceFactory;
  private readonly started: string[] = [];

  constructor(userContext: UserExecutionContext, private readonly prefix: string) {
    this.agents = createAgentInstanceFactory(userContext);
    this.started.push(this.agents.recall('lastRun'));
  }

  start(name: string): Promise<string> {
    this.started.push(name);
    return this.agents.run(`${this.prefix}/${name}`);
  }
}
