export const agentSession = {
  history: [] as string[],
  remember(entry: string): void {
    this.history.push(entry);
  },
  recall(): string[] {
    return [...this.history];
  },
};
