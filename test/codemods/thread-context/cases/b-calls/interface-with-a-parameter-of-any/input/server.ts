import type { UserExecutionContext } from '@unsingleton/runtime';
import { AgentMemory } from './memory';

interface Memory {
  recall(key: any): string;
}

function read(memory: Memory, key: any): string {
  return memory.recall(key);
}

export function handle(userContext: UserExecutionContext): string {
  return read(new AgentMemory(), userContext.runId);
}
