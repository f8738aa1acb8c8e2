export class AgentFactory {
  private history: string[] = [];
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}
let instance: AgentFactory | undefined;
export const getAgentFactory = function (): AgentFactory {
  instance ||= new AgentFactory();
  return instance;
};
