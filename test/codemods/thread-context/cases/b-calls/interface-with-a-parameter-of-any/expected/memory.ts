import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export class AgentMemory {
  recall(userContext: UserExecutionContext, key?: string): string {
    return createAgentInstanceFactory(userContext).recall(key ?? 'last');
  }
}
