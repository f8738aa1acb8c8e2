import { getAgentInstanceFactory } from './agents';

class RunService {
  private readonly agents = getAgentInstanceFactory();
  private readonly atStart: number;

  constructor() {
    this.atStart = this.agents.recallAll().length;
  }

  start(name: string): Promise<string> {
    return this.agents.run(`${name} after ${this.atStart}`);
  }
}

// @unsingleton-todo NO_REQUEST: no request, so no user
export const runService = new RunService();
