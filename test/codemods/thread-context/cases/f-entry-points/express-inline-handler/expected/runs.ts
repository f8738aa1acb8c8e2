import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export async function startRun(userContext: UserExecutionContext, name: string): Promise<string> {
  return createAgentInstanceFactory(userContext).run(name);
}

export function recall(userContext: UserExecutionContext, key: string): string {
  return createAgentInstanceFactory(userContext).recall(key);
}
