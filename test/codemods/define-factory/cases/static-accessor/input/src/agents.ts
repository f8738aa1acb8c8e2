export class AgentFactory {
  private static instance: AgentFactory | undefined;
  private history: string[] = [];
  private constructor() {}
  static getInstance(): AgentFactory {
    AgentFactory.instance ??= new AgentFactory();
    return AgentFactory.instance;
  }
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}
