import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function renameRun(userContext: UserExecutionContext, from: string, to: string): void {
  const value = createAgentInstanceFactory(userContext).recall(from);
  createAgentInstanceFactory(userContext).remember(to, value);
}

export function handle(userContext: UserExecutionContext): void {
  renameRun(userContext, 'draft', 'final');
}
