import { perRequest, type UserExecutionContext } from '@unsingleton/runtime';

export class AgentInstanceFactory {
  private readonly memory = new Map<string, string>();

  constructor(readonly owner?: UserExecutionContext) {}

  remember(key: string, value: string): void {
    this.memory.set(key, value);
  }

  recall(key: string): string {
    return this.memory.get(key) ?? '';
  }

  recallAll(): string[] {
    return [...this.memory.values()];
  }

  async run(name: string): Promise<string> {
    await Promise.resolve();
    this.remember('lastRun', name);
    return name;
  }
}

let instance: AgentInstanceFactory | undefined;

/** @deprecated One object for all users. Use `createAgentInstanceFactory(userContext)`. */
export function getAgentInstanceFactory(): AgentInstanceFactory {
  instance ??= new AgentInstanceFactory();
  return instance;
}

export const createAgentInstanceFactory = perRequest((userContext: UserExecutionContext) => new AgentInstanceFactory(userContext));
