import { legacyGetter, perRequest, UserExecutionContext } from '@unsingleton/runtime';

export class AgentFactory {
  private static readonly instance = new AgentFactory(UserExecutionContext.system('AgentFactory.getInstance, shared by callers that are not migrated'));
  private history: string[] = [];

  constructor(readonly userContext: UserExecutionContext) {}
  static sharedAgentFactory(): AgentFactory {
    return AgentFactory.instance;
  }

  /** @deprecated One object for all users. Use `createAgentFactory(userContext)`. */
  static getInstance(): AgentFactory {
    return sharedAgentFactoryLegacy();
  }
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}

export const createAgentFactory = perRequest((userContext) => new AgentFactory(userContext), { name: 'createAgentFactory' });

const sharedAgentFactoryLegacy = legacyGetter({
  name: 'AgentFactory.getInstance',
  code: 'USG7989',
  replacement: 'createAgentFactory(userContext)',
  instance: () => AgentFactory.sharedAgentFactory(),
  factory: createAgentFactory,
  wrapped: true,
});
