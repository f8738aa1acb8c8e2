import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

interface Memory {
  recall(userContext: UserExecutionContext, key: string): string;
}

class AgentMemory implements Memory {
  recall(userContext: UserExecutionContext, key: string): string {
    return createAgentInstanceFactory(userContext).recall(key);
  }
}

class EchoMemory implements Memory {
  recall(_userContext: UserExecutionContext, key: string): string {
    return key;
  }
}

export function handle(userContext: UserExecutionContext, persistent: boolean): string {
  const memory: Memory = persistent ? new AgentMemory() : new EchoMemory();
  return memory.recall(userContext, 'last');
}
