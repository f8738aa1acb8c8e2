import { getAgentInstanceFactory } from './agents';

class Service {
  constructor(readonly name: string) {}
}

export class RunService extends Service {
  private readonly agents = getAgentInstanceFactory();

  constructor(name: string) {
    super(name);
    this.agents.remember('service', name);
  }

  start(): Promise<string> {
    return this.agents.run(this.name);
  }
}
