import { perRequest } from '@unsingleton/runtime';

function makeAgentSession() {
  return {
    history: [] as string[],
    remember(entry: string): void {
      this.history.push(entry);
    },
    recall(): string[] {
      return [...this.history];
    },
  };
}

export const createAgentSession = perRequest(makeAgentSession, { name: 'createAgentSession' });

/** @deprecated One object for all users. Use `createAgentSession(userContext)`. */
export const agentSession = makeAgentSession();
