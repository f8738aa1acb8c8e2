export class AgentFactory {
  private history: string[] = [];
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}
const holder = globalThis as { agents?: AgentFactory };
export const agents = holder.agents ?? new AgentFactory();
holder.agents = agents;
