/** What waits for a user until they look into their inbox. */
export class InboxStore {
  private readonly inboxes = new Map<string, string[]>();

  put(owner: string, text: string): void {
    this.inboxes.set(owner, [...(this.inboxes.get(owner) ?? []), text]);
  }

  take(owner: string): string[] {
    const waiting = this.inboxes.get(owner) ?? [];
    this.inboxes.delete(owner);
    return waiting;
  }
}

export const inboxStore = new InboxStore();
