import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export class RunService {
  start(userContext: UserExecutionContext, name: string): Promise<string> {
    return createAgentInstanceFactory(userContext).run(name);
  }
}
