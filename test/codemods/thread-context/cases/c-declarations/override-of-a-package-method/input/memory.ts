import type { UserExecutionContext } from '@unsingleton/runtime';
import { Memory } from 'agent-memory';
import { getAgentInstanceFactory } from './agents';

class AgentMemory extends Memory {
  override recall(key: string): string {
    return getAgentInstanceFactory().recall(key);
  }
}

export function handle(userContext: UserExecutionContext, memory: AgentMemory): string {
  return memory.recall(userContext.runId);
}
