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
const holder = globalThis as { agents?: AgentFactory };
export const createAgents = perRequest((userContext) => new AgentFactory(userContext), { name: 'createAgents' });

/** @deprecated One object for all users. Use `createAgents(userContext)`. */
export const agents = holder.agents ?? new AgentFactory(UserExecutionContext.system('agents, shared by callers that are not migrated'));
holder.agents = agents;
