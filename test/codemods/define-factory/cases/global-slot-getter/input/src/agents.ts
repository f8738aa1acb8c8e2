export class AgentFactory {
  private history: string[] = [];
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}
declare global {
  var __agents: AgentFactory | undefined;
}
export function getAgentFactory(): AgentFactory {
  globalThis.__agents ??= new AgentFactory();
  return globalThis.__agents;
}
