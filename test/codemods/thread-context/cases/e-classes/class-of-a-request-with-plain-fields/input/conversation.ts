import { getAgentInstanceFactory } from './agents';

export class Conversation {
  private readonly threadId: string;

  constructor(threadId: string) {
    this.threadId = threadId;
  }

  say(text: string): void {
    getAgentInstanceFactory().remember(this.threadId, text);
  }

  last(): string {
    return getAgentInstanceFactory().recall(this.threadId);
  }
}
