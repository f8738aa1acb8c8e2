import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallLast(): string {
  return getAgentInstanceFactory().recall('last');
}

export function handle(userContext: UserExecutionContext): string {
  return recallLast.call(undefined) + recallLast.apply(undefined);
}
