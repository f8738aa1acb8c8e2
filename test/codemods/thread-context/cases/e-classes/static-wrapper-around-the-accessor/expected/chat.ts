import type { UserExecutionContext } from '@unsingleton/runtime';
import { AgentHub } from './agent-hub';

export function startRun(userContext: UserExecutionContext, name: string): Promise<string> {
  return AgentHub.getInstance(userContext).run(name);
}
