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
let real: AgentFactory | undefined;
export const createAgents = perRequest((userContext) => new AgentFactory(userContext), { name: 'createAgents' });

/** @deprecated One object for all users. Use `createAgents(userContext)`. */
export const agents = new Proxy({} as AgentFactory, {
  get(_target, key) {
    real ??= new AgentFactory(UserExecutionContext.system('agents, shared by callers that are not migrated'));
    const value: unknown = Reflect.get(real, key);
    return typeof value === 'function' ? (value.bind(real) as unknown) : value;
  },
});
