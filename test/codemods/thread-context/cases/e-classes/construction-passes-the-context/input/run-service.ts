import { getAgentInstanceFactory } from './agents';

export class RunService {
  readonly last: string;

  constructor(readonly name: string) {
    this.last = getAgentInstanceFactory().recall('lastRun');
  }
}

export class NightlyRunService extends RunService {
  constructor() {
    super('nightly');
  }
}
