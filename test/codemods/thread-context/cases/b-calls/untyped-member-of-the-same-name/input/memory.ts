import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class AgentMemory {
  recallRun(runId: string): string {
    return getAgentInstanceFactory().recall(runId);
  }
}

const memory = new AgentMemory();

export function handle(userContext: UserExecutionContext, legacy: any): string {
  return memory.recallRun(userContext.runId) + String(legacy.recallRun(userContext.runId));
}
