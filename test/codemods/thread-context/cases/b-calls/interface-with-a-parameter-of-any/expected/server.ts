import type { UserExecutionContext } from '@unsingleton/runtime';
import { AgentMemory } from './memory';

interface Memory {
  recall(userContext: UserExecutionContext, key: any): string;
}

function read(userContext: UserExecutionContext, memory: Memory, key: any): string {
  return memory.recall(userContext, key);
}

export function handle(userContext: UserExecutionContext): string {
  return read(userContext, new AgentMemory(), userContext.runId);
}
