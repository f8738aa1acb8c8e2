import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

const runs = {
  get last(): string {
    return getAgentInstanceFactory().recall('last');
  },
};

export function handle(userContext: UserExecutionContext): string {
  const last = `${userContext.userId}: ${runs.last}`;
  return last + JSON.stringify(runs);
}
