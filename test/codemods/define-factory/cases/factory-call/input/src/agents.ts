function createAgents() {
  const history: string[] = [];
  return {
    remember(entry: string): void {
      history.push(entry);
    },
    recall: (): string[] => [...history],
  };
}
export const agents = createAgents();
