import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

type Reader = (runId: string) => string;

let read: Reader = (runId) => runId;

export function useReader(next: Reader): void {
  read = next;
}

useReader(recallRun);

export function handle(userContext: UserExecutionContext): string {
  return read(userContext.runId);
}
