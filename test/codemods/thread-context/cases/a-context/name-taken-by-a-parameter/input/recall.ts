import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function label(userContext: string): string {
  return getAgentInstanceFactory().recall(userContext);
}

export function handle(owner: UserExecutionContext): string {
  return label(owner.runId);
}
