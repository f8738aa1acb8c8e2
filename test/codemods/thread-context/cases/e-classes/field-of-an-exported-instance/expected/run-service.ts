import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class RunService {
  start(userContext: UserExecutionContext, name: string): Promise<string> {
    return createAgentInstanceFactory(userContext).run(name);
  }

  note(userContext: UserExecutionContext, key: string, value: string): string {
    const agents = createAgentInstanceFactory(userContext);
    agents.remember(key, value);
    return agents.recall(key);
  }

  describe(): string {
    return 'runs';
  }
}

export const runService = new RunService();
