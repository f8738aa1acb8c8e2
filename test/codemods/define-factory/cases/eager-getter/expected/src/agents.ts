import { legacyGetter, perRequest, UserExecutionContext } from '@unsingleton/runtime';

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
const instance = new AgentFactory(UserExecutionContext.system('getAgentFactory, shared by callers that are not migrated'));
const sharedAgentFactory = (): AgentFactory => instance;

export const createAgentFactory = perRequest((userContext) => new AgentFactory(userContext), { name: 'createAgentFactory' });

/** @deprecated One object for all users. Use `createAgentFactory(userContext)`. */
export const getAgentFactory = legacyGetter({
  name: 'getAgentFactory',
  code: 'USG6183',
  replacement: 'createAgentFactory(userContext)',
  instance: sharedAgentFactory,
  factory: createAgentFactory,
});
