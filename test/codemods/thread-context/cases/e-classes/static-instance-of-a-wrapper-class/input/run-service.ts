import { getAgentInstanceFactory } from './agents';

export class RunService {
  private static instance: RunService | undefined;

  static getInstance(): RunService {
    RunService.instance ??= new RunService();
    return RunService.instance;
  }

  private readonly agents = getAgentInstanceFactory();

  start(name: string): Promise<string> {
    return this.agents.run(name);
  }
}
