import { EventEmitter } from 'node:events';
import { getAgentInstanceFactory, type Agent } from '../agents/index.js';

/** Runs one agent once. Lives as long as the run. */
export class ExecutionEngine extends EventEmitter<{ step: [text: string] }> {
  private readonly factory = getAgentInstanceFactory();

  constructor(private readonly agent: Agent) {
    super();
  }

  get owner(): string {
    return this.factory.user.id;
  }

  async execute(prompt: string): Promise<string> {
    this.emit('step', `started ${this.agent.name}`);
    const answer = await this.agent.run(prompt);
    this.emit('step', `finished ${this.agent.name} for ${this.factory.user.name}`);
    return answer;
  }
}
