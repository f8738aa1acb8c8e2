import { legacyGetter, perRequest, UserExecutionContext } from '@unsingleton/runtime';
import { memoize } from './once.js';

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
const sharedAgentFactory = memoize(() => new AgentFactory(UserExecutionContext.system('agentFactory, shared by callers that are not migrated')));

export const createAgentFactory = perRequest((userContext) => new AgentFactory(userContext), { name: 'createAgentFactory' });

/** @deprecated One object for all users. Use `createAgentFactory(userContext)`. */
export const agentFactory = legacyGetter({
  name: 'agentFactory',
  code: 'USG4289',
  replacement: 'createAgentFactory(userContext)',
  instance: sharedAgentFactory,
  factory: createAgentFactory,
});
