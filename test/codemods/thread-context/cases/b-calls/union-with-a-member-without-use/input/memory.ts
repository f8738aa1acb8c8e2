import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class AgentMemory {
  recall(key: string): string {
    return getAgentInstanceFactory().recall(key);
  }
}

class EchoMemory {
  recall(key: string): string {
    return key;
  }
}

export function handle(userContext: UserExecutionContext, memory: AgentMemory | EchoMemory): string {
  return memory.recall('last');
}

export function echo(memory: EchoMemory, userContext: UserExecutionContext): string {
  return memory.recall('hello');
}
