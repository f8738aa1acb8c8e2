import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallJoined(userContext: UserExecutionContext, ...parts: readonly unknown[]): string {
  return createAgentInstanceFactory(userContext).recall(parts.join('/'));
}

export function handle(userContext: UserExecutionContext, runIds: readonly string[]): string[] {
  return runIds.map((...parts) => recallJoined(userContext, ...parts));
}
