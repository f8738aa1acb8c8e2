export class AgentFactory {
  private static readonly instance = new AgentFactory();
  private history: string[] = [];
  static getInstance(): AgentFactory {
    return AgentFactory.instance;
  }
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}
