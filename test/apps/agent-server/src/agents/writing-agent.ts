import { BaseAgent } from './agent.js';
import { getAgentInstanceFactory } from './agent-instance-factory.js';

export class WritingAgent extends BaseAgent {
  readonly name = 'writing';

  async run(prompt: string): Promise<string> {
    const draft = await this.ask(`Draft of ${prompt}`);
    // What the user did in the meantime belongs into the final version too.
    const recent = getAgentInstanceFactory().recall(3).join('; ');
    return this.ask(`${draft}, signed ${getAgentInstanceFactory().user.name}${recent ? `, after ${recent}` : ''}`);
  }
}
