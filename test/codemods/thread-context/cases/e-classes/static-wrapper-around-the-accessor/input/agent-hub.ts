import { getAgentInstanceFactory, type AgentInstanceFactory } from './agents';

export class AgentHub {
  static getInstance(): AgentInstanceFactory {
    return getAgentInstanceFactory();
  }
}
