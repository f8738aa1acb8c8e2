import type { UserExecutionContext } from '@unsingleton/runtime';
import { agentHub } from './agent-hub';

export function startRun(userContext: UserExecutionContext, name: string): Promise<string> {
  return agentHub().run(name);
}
