import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export interface ConversationOptions {
  readonly userContext: UserExecutionContext;
  readonly threadId: string;
  readonly greeting?: string;
}

export class Conversation {
  constructor(private readonly options: ConversationOptions) {}

  say(text: string): void {
    createAgentInstanceFactory(this.options.userContext).remember(this.options.threadId, text);
  }

  last(): string {
    return createAgentInstanceFactory(this.options.userContext).recall(this.options.threadId);
  }
}
