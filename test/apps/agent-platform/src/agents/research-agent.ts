import { getAgentInstanceFactory } from './agent-instance-factory.js';
import { BaseAgent } from './agent.js';

/** Answers from what the user has written down. */
export class ResearchAgent extends BaseAgent {
  readonly name = 'research';

  async run(prompt: string, material: string): Promise<string> {
    this.think('looking into the notes');
    const { name } = getAgentInstanceFactory().user;
    return this.ask(`${prompt} (from the notes of ${name}: ${material})`);
  }
}
