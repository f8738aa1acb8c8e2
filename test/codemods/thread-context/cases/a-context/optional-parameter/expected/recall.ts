import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

export function recallRun(runId: string, userContext?: UserExecutionContext): string {
  const owner = userContext?.userId ?? 'nobody';
  // @unsingleton-todo MAYBE_UNDEFINED: the context may be undefined here
  return getAgentInstanceFactory().recall(`${owner}/${runId}`);
}
