import { perRequest, type UserExecutionContext } from '@unsingleton/runtime';

export class AgentInstanceFactory {
  private model = 'small';
  private readonly memory = new Map<string, string>();

  constructor(readonly owner?: UserExecutionContext) {}

  configure(settings: { model: string }): void {
    this.model = settings.model;
  }

  async run(name: string): Promise<string> {
    await Promise.resolve();
    this.memory.set('lastRun', name);
    return `${this.model}: ${name}`;
  }
}

let instance: AgentInstanceFactory | undefined;

/** @deprecated One object for all users. Use `createAgentInstanceFactory(userContext)`. */
export function getAgentInstanceFactory(): AgentInstanceFactory {
  instance ??= new AgentInstanceFactory();
  return instance;
}

export const createAgentInstanceFactory = perRequest((userContext: UserExecutionContext) => new AgentInstanceFactory(userContext));
