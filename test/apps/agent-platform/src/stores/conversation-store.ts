export interface Message {
  from: 'user' | 'agent';
  text: string;
}

export class ConversationStore {
  private readonly threads = new Map<string, Map<string, Message[]>>();

  async append(owner: string, thread: string, ...messages: Message[]): Promise<Message[]> {
    const threads = this.threads.get(owner) ?? new Map<string, Message[]>();
    const all = [...(threads.get(thread) ?? []), ...messages];
    threads.set(thread, all);
    this.threads.set(owner, threads);
    return all;
  }

  async load(owner: string, thread: string): Promise<Message[] | undefined> {
    return this.threads.get(owner)?.get(thread);
  }

  async names(owner: string): Promise<string[]> {
    return [...(this.threads.get(owner)?.keys() ?? [])];
  }
}

export const conversationStore = new ConversationStore();
