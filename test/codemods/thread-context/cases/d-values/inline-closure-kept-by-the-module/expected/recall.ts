import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

const onClose: (() => string)[] = [];

export function handle(userContext: UserExecutionContext): void {
  const key = `${userContext.threadId}/last`;
  // @unsingleton-todo ESCAPES_REQUEST: the value outlives the request
  onClose.push(() => getAgentInstanceFactory().recall(key));
}

export function close(): string {
  return onClose.map((read) => read()).join();
}
