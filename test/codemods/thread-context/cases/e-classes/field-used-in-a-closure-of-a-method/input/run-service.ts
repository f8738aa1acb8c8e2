import { getAgentInstanceFactory } from './agents';

export class RunService {
  private readonly agents = getAgentInstanceFactory();

  async startAll(names: string[]): Promise<string[]> {
    return Promise.all(names.map(async (name) => this.agents.run(name)));
  }

  readonly last = (): string => this.agents.recall('lastRun');
}
