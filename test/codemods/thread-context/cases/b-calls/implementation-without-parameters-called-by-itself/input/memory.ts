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

class NoMemory implements Memory {
  recall(): string {
    return '';
  }
}

export function handle(userContext: UserExecutionContext, persistent: boolean): string {
  const memory: Memory = persistent ? new AgentMemory() : new NoMemory();
  return memory.recall('last');
}

export function forget(userContext: UserExecutionContext): string {
  return new NoMemory().recall();
}
