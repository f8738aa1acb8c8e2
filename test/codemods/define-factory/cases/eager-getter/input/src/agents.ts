export class AgentFactory {
  private history: string[] = [];
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}
const instance = new AgentFactory();
export const getAgentFactory = (): AgentFactory => instance;
