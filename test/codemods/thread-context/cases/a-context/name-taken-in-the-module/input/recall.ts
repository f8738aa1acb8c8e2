import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

const userContext = (runId: string): string => `context of ${runId}`;

function label(runId: string): string {
  return getAgentInstanceFactory().recall(userContext(runId));
}

export function handle(owner: UserExecutionContext): string {
  return label(owner.runId);
}
