import { getAgentInstanceFactory } from './agents';

export class AgentMemory {
  recall(key?: string): string {
    return getAgentInstanceFactory().recall(key ?? 'last');
  }
}
