import { perRequest } from '@unsingleton/runtime';

export class AgentHub {
  private static instance: AgentHub | undefined;
  private readonly memory = new Map<string, string>();

  static getInstance(): AgentHub {
    AgentHub.instance ??= new AgentHub();
    return AgentHub.instance;
  }

  recall(key: string): string {
    return this.memory.get(key) ?? '';
  }
}

export const createAgentHub = perRequest(() => new AgentHub());
