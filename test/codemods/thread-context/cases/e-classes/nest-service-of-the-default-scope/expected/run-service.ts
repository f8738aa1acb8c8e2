import { Injectable } from '@nestjs/common';
import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';
import { Clock } from './clock';

@Injectable()
export class RunService {
  constructor(private readonly clock: Clock) {}

  start(userContext: UserExecutionContext, name: string): Promise<string> {
    return createAgentInstanceFactory(userContext).run(`${name} at ${this.clock.now()}`);
  }
}
