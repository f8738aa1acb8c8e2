import { perRequest, type UserExecutionContext } from '@unsingleton/runtime';

export class AgentFactory {
  private history: string[] = [];
  private static shared: AgentFactory | undefined;
  constructor(readonly userContext?: UserExecutionContext) {
    if (!userContext && AgentFactory.shared) return AgentFactory.shared;
    if (!userContext) AgentFactory.shared = this;
  }
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}

export const createAgentFactory = perRequest((userContext) => new AgentFactory(userContext), { name: 'createAgentFactory' });
