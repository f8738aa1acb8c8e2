export class AgentFactory {
  private history: string[] = [];
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}
export const getAgentFactory = (() => {
  let instance: AgentFactory | undefined;
  return () => (instance ??= new AgentFactory());
})();
