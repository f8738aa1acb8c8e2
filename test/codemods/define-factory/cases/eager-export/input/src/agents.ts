export class AgentFactory {
  private history: string[] = [];
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}
export const agentFactory = new AgentFactory();
