import { getAgentInstanceFactory } from './agents';

export class RunService {
  private readonly agents = getAgentInstanceFactory();

  start(name: string): Promise<string> {
    return this.agents.run(name);
  }
}
