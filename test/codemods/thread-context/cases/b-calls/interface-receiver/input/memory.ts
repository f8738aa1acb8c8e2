import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

interface Memory {
  recall(key: string): string;
}

class AgentMemory implements Memory {
  recall(key: string): string {
    return getAgentInstanceFactory().recall(key);
  }
}

class EchoMemory implements Memory {
  recall(key: string): string {
    return key;
  }
}

export function handle(userContext: UserExecutionContext, persistent: boolean): string {
  const memory: Memory = persistent ? new AgentMemory() : new EchoMemory();
  return memory.recall('last');
}
