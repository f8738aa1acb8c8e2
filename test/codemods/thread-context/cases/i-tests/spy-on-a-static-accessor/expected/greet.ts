import type { UserExecutionContext } from '@unsingleton/runtime';
import { AgentHub } from './agent-hub';
import { Clock } from './clock';

export function greet(userContext: UserExecutionContext): string {
  // @unsingleton-todo VERIFICATION_FAILED: rolled back: the check found something new
  return `${userContext.userId} is called ${AgentHub.getInstance().recall('name')} in ${Clock.getInstance().zone}`;
}
