import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class Memory {
  recall(key: string): string {
    return key;
  }
}

class AgentMemory extends Memory {
  override recall(key: string): string {
    return super.recall(key) || getAgentInstanceFactory().recall(key);
  }
}

export function handle(userContext: UserExecutionContext, persistent: boolean): string {
  const memory: Memory = persistent ? new AgentMemory() : new Memory();
  return memory.recall('last');
}
