import { callTool } from '../tools/tool-box.js';
import { BaseAgent } from './agent.js';
import { getAgentInstanceFactory } from './agent-instance-factory.js';

/** Looks into the user's own notes before it asks the model. */
export class ResearchAgent extends BaseAgent {
  readonly name = 'research';

  async run(prompt: string): Promise<string> {
    const factory = getAgentInstanceFactory();
    const found = await factory.answerOnce(prompt, () => callTool('notes', prompt));
    const answer = await this.ask(`${prompt} (from the notes of ${factory.user.name}: ${found})`);
    factory.remember(`research: ${prompt}`);
    return answer;
  }
}
