import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

interface Memory {
  recall(userContext: UserExecutionContext, key: string): string;
}

class AgentMemory {
  recall(userContext: UserExecutionContext, key: string): string {
    return createAgentInstanceFactory(userContext).recall(key);
  }
}

const memory: Memory = new AgentMemory();

export function handle(userContext: UserExecutionContext): string {
  return memory.recall(userContext, userContext.runId);
}
