import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type Thread = { readonly id: string };

function recallRun(this: Thread, runId: string): string {
  return getAgentInstanceFactory().recall(`${this.id}/${runId}`);
}

function recallLast(this: Thread): string {
  return getAgentInstanceFactory().recall(`${this.id}/last`);
}

export function handle(userContext: UserExecutionContext, thread: Thread, runId: string): string {
  return recallRun.call(thread, runId) + recallLast.call(thread);
}
