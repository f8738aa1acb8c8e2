import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function label(userExecutionContext: UserExecutionContext, userContext: string): string {
  return createAgentInstanceFactory(userExecutionContext).recall(userContext);
}

export function handle(owner: UserExecutionContext): string {
  return label(owner, owner.runId);
}
