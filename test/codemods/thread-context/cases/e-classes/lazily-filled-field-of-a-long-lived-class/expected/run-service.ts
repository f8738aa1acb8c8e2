import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class RunService {
  start(userContext: UserExecutionContext, name: string): Promise<string> {
    const agents = createAgentInstanceFactory(userContext);
    return agents.run(name);
  }
}

export const runService = new RunService();
