import { perRequest, UserExecutionContext } from '@unsingleton/runtime';

export class AgentFactory {
  private history: string[] = [];

  constructor(readonly userContext: UserExecutionContext) {}
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}
export const createAgentFactory = perRequest((userContext) => new AgentFactory(userContext), { name: 'createAgentFactory' });

/** @deprecated One object for all users. Use `createAgentFactory(userContext)`. */
export const agentFactory = new AgentFactory(UserExecutionContext.system('agentFactory, shared by callers that are not migrated'));
