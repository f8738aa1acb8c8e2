export class AgentFactory {
  private history: string[] = [];
  remember(entry: string): void {
    this.history.push(entry);
  }
  recall(): string[] {
    return [...this.history];
  }
}
let real: AgentFactory | undefined;
export const agents = new Proxy({} as AgentFactory, {
  get(_target, key) {
    real ??= new AgentFactory();
    const value: unknown = Reflect.get(real, key);
    return typeof value === 'function' ? (value.bind(real) as unknown) : value;
  },
});
