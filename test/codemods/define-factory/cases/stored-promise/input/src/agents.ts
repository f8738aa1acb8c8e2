export class AgentFactory {
  private history: string[] = [];
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}
async function open(): Promise<AgentFactory> {
  await null;
  return new AgentFactory();
}
let instance: Promise<AgentFactory> | undefined;
export function getAgentFactory(): Promise<AgentFactory> {
  return (instance ??= open());
}
