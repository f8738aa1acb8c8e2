import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export function refuseCrowds(userContext: UserExecutionContext): void {
  if (createAgentInstanceFactory(userContext).recallAll().length > 10) throw new Error('Too many runs.');
}
