import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallLast(userContext: UserExecutionContext): string {
  return createAgentInstanceFactory(userContext).recall('last');
}

export function handle(userContext: UserExecutionContext, runIds: readonly string[]): string[] {
  return runIds.map(() => recallLast(userContext));
}
