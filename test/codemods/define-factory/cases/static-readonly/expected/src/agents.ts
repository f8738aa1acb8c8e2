import { perRequest, UserExecutionContext } from '@unsingleton/runtime';

export class AgentFactory {
  /** @deprecated One object for all users. Use `createAgentFactory(userContext)`. */
  static readonly instance = new AgentFactory(UserExecutionContext.system('AgentFactory.instance, shared by callers that are not migrated'));
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
