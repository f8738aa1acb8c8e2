export const agentSession = {
  history: [] as string[],
  remember: (entry: string): void => {
    agentSession.history.push(entry);
  },
  recall: (): string[] => [...agentSession.history],
};
