import type { UserExecutionContext } from '@unsingleton/runtime';

export interface ConversationOptions {
  readonly userContext: UserExecutionContext;
  readonly threadId: string;
  readonly greeting?: string;
}
