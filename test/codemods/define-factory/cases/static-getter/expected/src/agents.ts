import { legacyGetter, perRequest, UserExecutionContext } from '@unsingleton/runtime';

export class AgentFactory {
  private static shared: AgentFactory | undefined;
  private history: string[] = [];

  constructor(readonly userContext: UserExecutionContext) {}
  static get sharedAgentFactory(): AgentFactory {
    return (AgentFactory.shared ??= new AgentFactory(UserExecutionContext.system('AgentFactory.instance, shared by callers that are not migrated')));
  }

  /** @deprecated One object for all users. Use `createAgentFactory(userContext)`. */
  static get instance(): AgentFactory {
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
  name: 'AgentFactory.instance',
  code: 'USG9587',
  replacement: 'createAgentFactory(userContext)',
  instance: () => AgentFactory.sharedAgentFactory,
  factory: createAgentFactory,
  wrapped: true,
});
