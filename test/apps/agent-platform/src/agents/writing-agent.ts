import { getAgentInstanceFactory } from './agent-instance-factory.js';
import { BaseAgent } from './agent.js';

export class WritingAgent extends BaseAgent {
  readonly name = 'writing';

  async run(prompt: string, material: string): Promise<string> {
    this.think('writing a draft');
    const draft = await this.ask(`Draft about ${prompt} (${material})`);
    return this.sign(draft);
  }

  private sign(draft: string): string {
    const { user, thread } = getAgentInstanceFactory();
    return `${draft}, signed ${user.name} in ${thread}`;
  }
}
