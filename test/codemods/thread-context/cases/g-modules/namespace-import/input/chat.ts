import type { UserExecutionContext } from '@unsingleton/runtime';
import * as agents from './agents';

export function greet(userContext: UserExecutionContext): string {
  return `${userContext.userId} is called ${agents.getAgentInstanceFactory().recall('name')}`;
}
