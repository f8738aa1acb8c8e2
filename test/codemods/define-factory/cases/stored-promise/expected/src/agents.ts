import { legacyGetter, perRequest } from '@unsingleton/runtime';

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
function sharedAgentFactory(): Promise<AgentFactory> {
  return (instance ??= open());
}

export const createAgentFactory = perRequest(() => open(), { name: 'createAgentFactory' });

/** @deprecated One object for all users. Use `createAgentFactory(userContext)`. */
export const getAgentFactory = legacyGetter({
  name: 'getAgentFactory',
  code: 'USG6183',
  replacement: 'createAgentFactory(userContext)',
  instance: sharedAgentFactory,
  factory: createAgentFactory,
});
