import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class AgentMemory {
  recallRun(runId?: string): string {
    return getAgentInstanceFactory().recall(runId ?? 'last');
  }
}

const services = new Map<string, any>();
services.set('memory', new AgentMemory());

export function handle(userContext: UserExecutionContext): string {
  return services.get('memory').recallRun(userContext.runId);
}
