export class AgentFactory {
  private history: string[] = [];
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
export const getAgentFactory = once(() => new AgentFactory());
