export interface ConversationOptions {
  readonly threadId: string;
  readonly greeting?: string;
}
