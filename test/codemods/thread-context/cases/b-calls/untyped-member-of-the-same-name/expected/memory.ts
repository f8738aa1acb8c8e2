import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

class AgentMemory {
  recallRun(userContext: UserExecutionContext, runId: string): string {
    return createAgentInstanceFactory(userContext).recall(runId);
  }
}

const memory = new AgentMemory();

export function handle(userContext: UserExecutionContext, legacy: any): string {
  return memory.recallRun(userContext, userContext.runId) + String(legacy.recallRun(userContext.runId));
}
