import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export class RunService {
  readonly last: string;

  constructor(userContext: UserExecutionContext, readonly name: string) {
    this.last = createAgentInstanceFactory(userContext).recall('lastRun');
  }
}

export class NightlyRunService extends RunService {
  constructor(userContext: UserExecutionContext) {
    super(userContext, 'nightly');
  }
}
