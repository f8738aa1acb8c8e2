import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class Memory {
  recall(_userContext: UserExecutionContext, key: string): string {
    return key;
  }
}

class AgentMemory extends Memory {
  override recall(userContext: UserExecutionContext, key: string): string {
    return super.recall(userContext, key) || createAgentInstanceFactory(userContext).recall(key);
  }
}

export function handle(userContext: UserExecutionContext, persistent: boolean): string {
  const memory: Memory = persistent ? new AgentMemory() : new Memory();
  return memory.recall(userContext, 'last');
}
