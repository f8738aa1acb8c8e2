import { getAgentInstanceFactory } from './agents';

export class RunService {
  private readonly agents = getAgentInstanceFactory();
  private readonly started: string[] = [];

  constructor(private readonly prefix: string) {
    this.started.push(this.agents.recall('lastRun'));
  }

  start(name: string): Promise<string> {
    this.started.push(name);
    return this.agents.run(`${this.prefix}/${name}`);
  }
}
