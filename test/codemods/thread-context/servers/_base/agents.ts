import { perRequest } from '@unsingleton/runtime';

export class AgentInstanceFactory {
  private readonly memory = new Map<string, string>();

  remember(key: string, value: string): void {
    this.memory.set(key, value);
  }

  recall(key: string): string {
    return this.memory.get(key) ?? 'nobody';
  }
}

let instance: AgentInstanceFactory | undefined;

/** @deprecated One object for all users. Use `createAgentInstanceFactory(userContext)`. */
export function getAgentInstanceFactory(): AgentInstanceFactory {
  instance ??= new AgentInstanceFactory();
  return instance;
}

export const createAgentInstanceFactory = perRequest(() => new AgentInstanceFactory());
