import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';
import { lastRun } from './routes.generated';

export function greet(userContext: UserExecutionContext): string {
  return `${getAgentInstanceFactory().recall('name')} ${lastRun(userContext)}`;
}
