import type { UserExecutionContext } from '@unsingleton/runtime';
import type { Reader } from 'agent-readers';
import { getAgentInstanceFactory } from './agents';

// @unsingleton-todo FROZEN_SIGNATURE: the signature belongs to others
const recall: Reader = (key) => getAgentInstanceFactory().recall(key);

export function handle(userContext: UserExecutionContext): string {
  return recall(userContext.runId);
}
