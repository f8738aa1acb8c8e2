export interface Message {
  from: 'user' | 'agent';
  text: string;
}

export interface Thread {
  id: string;
  owner: string;
  messages: Message[];
}

/** Stands for a table. Every row belongs to a user, and no query leaves the user out. */
export class ConversationStore {
  private readonly threads = new Map<string, Map<string, Thread>>();

  async list(owner: string): Promise<Thread[]> {
    return [...(this.threads.get(owner)?.values() ?? [])];
  }

  async get(owner: string, id: string): Promise<Thread | undefined> {
    return this.threads.get(owner)?.get(id);
  }

  async append(owner: string, id: string, message: Message): Promise<Thread> {
    const own = this.threads.get(owner) ?? new Map<string, Thread>();
    this.threads.set(owner, own);
    const thread = own.get(id) ?? { id, owner, messages: [] };
    own.set(id, thread);
    thread.messages.push(message);
    return thread;
  }
}

export const conversations = new ConversationStore();
