import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export class RunService {
  async startAll(userContext: UserExecutionContext, names: string[]): Promise<string[]> {
    return Promise.all(names.map(async (name) => createAgentInstanceFactory(userContext).run(name)));
  }

  readonly last = (userContext: UserExecutionContext): string => createAgentInstanceFactory(userContext).recall('lastRun');
}
