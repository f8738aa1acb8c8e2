import { getAgentInstanceFactory } from './agent-instance-factory.js';
import { BaseAgent } from './agent.js';

/** Reads what the others wrote and says whether it may go out. */
export class ReviewAgent extends BaseAgent {
  readonly name = 'review';

  async run(prompt: string): Promise<string> {
    this.think('reading it all again');
    const last = getAgentInstanceFactory().recall(1);
    const verdict = await this.ask(`review of ${prompt}`);
    return [verdict, ...last].join(' | ');
  }
}
