import type { UserExecutionContext } from '@unsingleton/runtime';
import { Conversation } from './conversation';

export function ask(userContext: UserExecutionContext, threadId: string, text: string): string {
  const conversation = new Conversation(userContext, threadId);
  conversation.say(text);
  return conversation.last();
}
