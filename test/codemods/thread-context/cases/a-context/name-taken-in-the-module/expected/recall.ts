import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

const userContext = (runId: string): string => `context of ${runId}`;

function label(userExecutionContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userExecutionContext).recall(userContext(runId));
}

export function handle(owner: UserExecutionContext): string {
  return label(owner, owner.runId);
}
