export function agentDoubles(): Record<string, unknown> {
  return Object.fromEntries([['get' + 'AgentInstanceFactory', () => ({ recall: (key: string) => `the ${key}` })]]);
}
