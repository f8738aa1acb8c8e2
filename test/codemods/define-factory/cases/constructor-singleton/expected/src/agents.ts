import { legacyGetter, perRequest, type UserExecutionContext } from '@unsingleton/runtime';

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

/** @deprecated One object for all users. Use `createAgentFactory(userContext)`. */
export const getAgentFactory = legacyGetter({
  name: 'getAgentFactory',
  code: 'USG1387',
  replacement: 'createAgentFactory(userContext)',
  instance: () => new AgentFactory(),
  factory: createAgentFactory,
});
