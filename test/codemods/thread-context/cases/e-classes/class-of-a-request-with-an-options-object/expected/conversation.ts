import { createAgentInstanceFactory } from './agents';
import type { ConversationOptions } from './conversation-options';

export class Conversation {
  constructor(private readonly options: ConversationOptions) {}

  say(text: string): void {
    createAgentInstanceFactory(this.options.userContext).remember(this.options.threadId, text);
  }

  last(): string {
    return createAgentInstanceFactory(this.options.userContext).recall(this.options.threadId);
  }
}
