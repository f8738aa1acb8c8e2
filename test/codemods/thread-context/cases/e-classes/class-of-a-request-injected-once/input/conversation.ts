import { getAgentInstanceFactory } from './agents';

export class Conversation {
  constructor(private readonly threadId: string) {}

  say(text: string): void {
    getAgentInstanceFactory().remember(this.threadId, text);
  }

  last(): string {
    return getAgentInstanceFactory().recall(this.threadId);
  }
}
