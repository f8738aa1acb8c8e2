import { getAgentInstanceFactory } from './agents';

class RunService {
  private readonly agents = getAgentInstanceFactory();

  start(name: string): Promise<string> {
    return this.agents.run(name);
  }

  note(key: string, value: string): string {
    this.agents.remember(key, value);
    return this.agents.recall(key);
  }

  describe(): string {
    return 'runs';
  }
}

export const runService = new RunService();
