import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

type Reader = (userContext: UserExecutionContext, runId: string) => string;

let read: Reader = (_userContext: UserExecutionContext, runId) => runId;

export function useReader(next: Reader): void {
  read = next;
}

useReader(recallRun);

export function handle(userContext: UserExecutionContext): string {
  return read(userContext, userContext.runId);
}
