import { perRequest, type UserExecutionContext } from '@unsingleton/runtime';

export class AgentInstanceFactory {
  private readonly memory = new Map<string, string>();

  constructor(readonly owner?: UserExecutionContext) {}

  async run(name: string): Promise<string> {
    await Promise.resolve();
    this.memory.set('lastRun', name);
    return name;
  }
}

let instance: AgentInstanceFactory | undefined;

/** @deprecated One object for all users. Use `createAgentInstanceFactory(userContext)`. */
export function getAgentInstanceFactory(): AgentInstanceFactory {
  instance ??= new AgentInstanceFactory();
  return instance;
}

export function setAgentInstanceFactory(factory: AgentInstanceFactory): void {
  instance = factory;
}

export function clearAgentInstanceFactory(): void {
  instance = undefined;
}

export const createAgentInstanceFactory = perRequest((userContext: UserExecutionContext) => new AgentInstanceFactory(userContext));
