import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

interface Memory {
  recall(key: string): string;
}

class AgentMemory {
  recall(key: string): string {
    return getAgentInstanceFactory().recall(key);
  }
}

const memory: Memory = new AgentMemory();

export function handle(userContext: UserExecutionContext): string {
  return memory.recall(userContext.runId);
}
