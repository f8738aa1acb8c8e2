import { Injectable } from '@nestjs/common';
import { getAgentInstanceFactory } from './agents';
import { Clock } from './clock';

@Injectable()
export class RunService {
  private readonly agents = getAgentInstanceFactory();

  constructor(private readonly clock: Clock) {}

  start(name: string): Promise<string> {
    return this.agents.run(`${name} at ${this.clock.now()}`);
  }
}
