import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory, type AgentInstanceFactory } from './agents';

export class AgentHub {
  static getInstance(userContext: UserExecutionContext): AgentInstanceFactory {
    return createAgentInstanceFactory(userContext);
  }
}
