import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';
import { lastRun } from './routes.generated';

export function greet(userContext: UserExecutionContext): string {
  return `${createAgentInstanceFactory(userContext).recall('name')} ${lastRun(userContext)}`;
}
