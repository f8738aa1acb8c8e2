export class AgentFactory {
  static readonly instance = new AgentFactory();
  private history: string[] = [];
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}
