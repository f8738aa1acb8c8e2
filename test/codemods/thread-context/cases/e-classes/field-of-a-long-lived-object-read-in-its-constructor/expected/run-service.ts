import { getAgentInstanceFactory } from './agents';

class RunService {
  // @unsingleton-todo APP_LIFETIME_FIELD: a long-lived object keeps the instance in a field
  private readonly agents = getAgentInstanceFactory();
  private readonly atStart: number;

  constructor() {
    this.atStart = this.agents.recallAll().length;
  }

  start(name: string): Promise<string> {
    return this.agents.run(`${name} after ${this.atStart}`);
  }
}

export const runService = new RunService();
