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

class NoMemory implements Memory {
  recall(_userContext: UserExecutionContext): string {
    return '';
  }
}

export function handle(userContext: UserExecutionContext, persistent: boolean): string {
  const memory: Memory = persistent ? new AgentMemory() : new NoMemory();
  return memory.recall(userContext, 'last');
}

export function forget(userContext: UserExecutionContext): string {
  return new NoMemory().recall(userContext);
}
