import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class AgentMemory {
  recall(userContext: UserExecutionContext, key: string): string {
    return createAgentInstanceFactory(userContext).recall(key);
  }
}

class EchoMemory {
  recall(_userContext: UserExecutionContext, key: string): string {
    return key;
  }
}

export function handle(userContext: UserExecutionContext, memory: AgentMemory | EchoMemory): string {
  return memory.recall(userContext, 'last');
}

export function echo(memory: EchoMemory, userContext: UserExecutionContext): string {
  return memory.recall(userContext, 'hello');
}
