import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory, type AgentInstanceFactory } from './agents';

class RunService {
  private factory(userContext: UserExecutionContext): AgentInstanceFactory {
    const agents = createAgentInstanceFactory(userContext);
    return agents;
  }

  start(userContext: UserExecutionContext, name: string): Promise<string> {
    return this.factory(userContext).run(name);
  }
}

export const runService = new RunService();
