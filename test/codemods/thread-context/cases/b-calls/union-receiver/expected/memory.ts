import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class AgentMemory {
  recall(userContext: UserExecutionContext, key: string): string {
    return createAgentInstanceFactory(userContext).recall(key);
  }
}

class TeamMemory {
  recall(userContext: UserExecutionContext, key: string): string {
    return createAgentInstanceFactory(userContext).recall(`team/${key}`);
  }
}

export function handle(userContext: UserExecutionContext, memory: AgentMemory | TeamMemory): string {
  return memory.recall(userContext, 'last');
}
