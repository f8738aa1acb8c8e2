import { getAgentInstanceFactory } from './agents';

export function refuseCrowds(): void {
  if (getAgentInstanceFactory().recallAll().length > 10) throw new Error('Too many runs.');
}
