export class AgentFactory {
  private static shared: AgentFactory | undefined;
  private history: string[] = [];
  static get instance(): AgentFactory {
    return (AgentFactory.shared ??= new AgentFactory());
  }
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}
