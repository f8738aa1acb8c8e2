import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function renameRun(from: string, to: string): void {
  const value = getAgentInstanceFactory().recall(from);
  getAgentInstanceFactory().remember(to, value);
}

export function handle(userContext: UserExecutionContext): void {
  renameRun('draft', 'final');
}
