import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function label(userExecutionContext: UserExecutionContext, runId: string): string {
  const userContext = `run ${runId}`;
  return createAgentInstanceFactory(userExecutionContext).recall(userContext);
}

export function handle(userContext: UserExecutionContext, runId: string): string {
  return label(userContext, runId);
}
