import { BaseAgent } from './agent.js';

const URGENT = /\b(now|urgent|asap|today)\b/i;

/** Sorts what comes in. */
export class TriageAgent extends BaseAgent {
  readonly name = 'triage';

  async run(prompt: string): Promise<string> {
    this.think('how urgent is it?');
    return this.ask(`${URGENT.test(prompt) ? 'urgent' : 'can wait'}: ${prompt}`);
  }
}
