import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

const lastRun = {
  // @unsingleton-todo RUNTIME_PROTOCOL: called by the language
  toString(): string {
    return getAgentInstanceFactory().recall('last');
  },
};

export function handle(userContext: UserExecutionContext): string {
  return `${userContext.userId}: ${lastRun}`;
}
