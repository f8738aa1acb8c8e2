import { getAgentInstanceFactory } from './agents';
import type { ConversationOptions } from './conversation-options';

export class Conversation {
  constructor(private readonly options: ConversationOptions) {}

  say(text: string): void {
    getAgentInstanceFactory().remember(this.options.threadId, text);
  }

  last(): string {
    return getAgentInstanceFactory().recall(this.options.threadId);
  }
}
