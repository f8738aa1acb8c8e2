import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentHub } from './agent-hub';

export function greet(userContext: UserExecutionContext): string {
  return `${userContext.userId} is called ${createAgentHub(userContext).recall('name')}`;
}
