import { getAgentInstanceFactory } from './agents';

export interface ConversationOptions {
  readonly threadId: string;
  readonly greeting?: string;
}

export class Conversation {
  constructor(private readonly options: ConversationOptions) {}

  say(text: string): void {
    getAgentInstanceFactory().remember(this.options.threadId, text);
  }

  last(): string {
    return getAgentInstanceFactory().recall(this.options.threadId);
  }
}
