import { perRequest } from '@unsingleton/runtime';

function makeAgentSession() {
  const agentSession = {
    history: [] as string[],
    remember: (entry: string): void => {
      agentSession.history.push(entry);
    },
    recall: (): string[] => [...agentSession.history],
  };
  return agentSession;
}

export const createAgentSession = perRequest(makeAgentSession, { name: 'createAgentSession' });

/** @deprecated One object for all users. Use `createAgentSession(userContext)`. */
export const agentSession = makeAgentSession();
