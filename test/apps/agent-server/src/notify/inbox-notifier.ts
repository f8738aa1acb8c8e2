import { getAgentInstanceFactory } from '../agents/index.js';
import { inboxStore, type InboxStore } from '../stores/inbox-store.js';
import type { Notifier } from './notifier.js';

export class InboxNotifier implements Notifier {
  constructor(private readonly inbox: InboxStore = inboxStore) {}

  async notify(text: string): Promise<void> {
    const { user } = getAgentInstanceFactory();
    this.inbox.put(user.id, `${user.name}: ${text}`);
  }
}
