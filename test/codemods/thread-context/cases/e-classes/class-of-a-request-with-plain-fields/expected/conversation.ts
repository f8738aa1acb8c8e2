import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export class Conversation {
  private readonly userContext: UserExecutionContext;
  private readonly threadId: string;

  constructor(userContext: UserExecutionContext, threadId: string) {
    this.userContext = userContext;
    this.threadId = threadId;
  }

  say(text: string): void {
    createAgentInstanceFactory(this.userContext).remember(this.threadId, text);
  }

  last(): string {
    return createAgentInstanceFactory(this.userContext).recall(this.threadId);
  }
}
