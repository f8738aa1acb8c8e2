import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgents } from './shared-agents';

export function recall(userContext: UserExecutionContext, key: string): string {
  return createAgents(userContext).recall(key);
}

export function note(userContext: UserExecutionContext, key: string, value: string): string[] {
  const agents = createAgents(userContext);
  agents.remember(key, value);
  return agents.recallAll();
}
