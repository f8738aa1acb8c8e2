import { BaseAgent } from './agent.js';

/** Sorts incoming mail. It needs to know nothing of the user. */
export class TriageAgent extends BaseAgent {
  readonly name = 'triage';

  override async run(prompt: string): Promise<string> {
    const urgent = /\b(now|urgent|asap)\b/i.test(prompt);
    return this.ask(`${urgent ? 'urgent' : 'can wait'}: ${prompt}`);
  }
}
