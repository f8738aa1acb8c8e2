import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class AgentMemory {
  recall(key: string): string {
    return getAgentInstanceFactory().recall(key);
  }
}

class TeamMemory {
  recall(key: string): string {
    return getAgentInstanceFactory().recall(`team/${key}`);
  }
}

export function handle(userContext: UserExecutionContext, memory: AgentMemory | TeamMemory): string {
  return memory.recall('last');
}
