import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

const onClose: ((runId: string) => string)[] = [];

export function handle(userContext: UserExecutionContext): string {
  // @unsingleton-todo ESCAPES_REQUEST: the value outlives the request
  onClose.push(recallRun);
  return userContext.userId;
}

export function close(): string {
  return onClose.map((read) => read('last')).join();
}
