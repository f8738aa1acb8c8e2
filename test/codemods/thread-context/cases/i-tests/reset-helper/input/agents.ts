import { perRequest, type UserExecutionContext } from '@unsingleton/runtime';

export class AgentInstanceFactory {
  private readonly memory = new Map<string, string>();

  constructor(readonly owner?: UserExecutionContext) {}

  recall(key: string): string {
    return this.memory.get(key) ?? '';
  }
}

let instance: AgentInstanceFactory | undefined;

/** @deprecated One object for all users. Use `createAgentInstanceFactory(userContext)`. */
export function getAgentInstanceFactory(): AgentInstanceFactory {
  instance ??= new AgentInstanceFactory();
  return instance;
}

export function resetAgentInstanceFactory(): void {
  instance = undefined;
}

export const createAgentInstanceFactory = perRequest((userContext: UserExecutionContext) => new AgentInstanceFactory(userContext));
