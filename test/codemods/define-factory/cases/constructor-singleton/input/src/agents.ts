export class AgentFactory {
  private history: string[] = [];
  private static shared: AgentFactory | undefined;
  constructor() {
    if (AgentFactory.shared) return AgentFactory.shared;
    AgentFactory.shared = this;
  }
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}
