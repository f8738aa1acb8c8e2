import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRun(userContext: UserExecutionContext, runId: string): string {
  return createAgentInstanceFactory(userContext).recall(runId);
}

function titleOf(_userContext: UserExecutionContext, runId: string): string {
  return `run ${runId}`;
}

const actions: Record<string, (userContext: UserExecutionContext, runId: string) => string> = { recall: recallRun, title: titleOf };

export function handle(userContext: UserExecutionContext, name: string): string {
  return actions[name]?.(userContext, userContext.runId) ?? '';
}
