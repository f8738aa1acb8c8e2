import { perRequest, type UserExecutionContext } from '@unsingleton/runtime';

const makers = new Map<string, () => string>();

export class AgentInstanceFactory {
  private readonly memory = new Map<string, string>();

  constructor(readonly owner?: UserExecutionContext) {}

  registerAgent(name: string, make: () => string): void {
    makers.set(name, make);
  }

  run(name: string): string {
    this.memory.set('lastRun', name);
    return makers.get(name)?.() ?? 'nobody';
  }
}

let instance: AgentInstanceFactory | undefined;

/** @deprecated One object for all users. Use `createAgentInstanceFactory(userContext)`. */
export function getAgentInstanceFactory(): AgentInstanceFactory {
  instance ??= new AgentInstanceFactory();
  return instance;
}

export const createAgentInstanceFactory = perRequest((userContext: UserExecutionContext) => new AgentInstanceFactory(userContext));
