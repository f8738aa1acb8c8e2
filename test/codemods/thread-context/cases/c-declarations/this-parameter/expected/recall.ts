import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type Thread = { readonly id: string };

function recallRun(this: Thread, userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(`${this.id}/${runId}`);
}

function recallLast(this: Thread, userContext: UserExecutionContext): string {
  return createAgentInstanceFactory(userContext).recall(`${this.id}/last`);
}

export function handle(userContext: UserExecutionContext, thread: Thread, runId: string): string {
  return recallRun.call(thread, userContext, runId) + recallLast.call(thread, userContext);
}
