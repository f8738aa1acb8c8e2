import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type Key = { readonly threadId: string; readonly runId: string };

function recallRun(key: Key): string {
  return getAgentInstanceFactory().recall(`${key.threadId}/${key.runId}`);
}

export function handle(userContext: UserExecutionContext, runId: string): string {
  return recallRun({
    threadId: userContext.threadId,
    runId,
  });
}
