import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type Key = { readonly threadId: string; readonly runId: string };

function recallRun(userContext: UserExecutionContext, key: Key): string {
  return createAgentInstanceFactory(userContext).recall(`${key.threadId}/${key.runId}`);
}

export function handle(userContext: UserExecutionContext, runId: string): string {
  return recallRun(userContext, {
    threadId: userContext.threadId,
    runId,
  });
}
