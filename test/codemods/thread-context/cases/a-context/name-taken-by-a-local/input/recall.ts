import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function label(runId: string): string {
  const userContext = `run ${runId}`;
  return getAgentInstanceFactory().recall(userContext);
}

export function handle(userContext: UserExecutionContext, runId: string): string {
  return label(runId);
}
