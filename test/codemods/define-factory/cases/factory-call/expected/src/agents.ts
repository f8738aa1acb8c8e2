import { perRequest } from '@unsingleton/runtime';

function createAgents() {
  const history: string[] = [];
  return {
    remember(entry: string): void {
      history.push(entry);
    },
    recall: (): string[] => [...history],
  };
}
export const createAgentsForRequest = perRequest(() => createAgents(), { name: 'createAgentsForRequest' });

/** @deprecated One object for all users. Use `createAgentsForRequest(userContext)`. */
export const agents = createAgents();
