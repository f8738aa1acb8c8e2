import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

function titleOf(runId: string): string {
  return `run ${runId}`;
}

const actions: Record<string, (runId: string) => string> = { recall: recallRun, title: titleOf };

export function handle(userContext: UserExecutionContext, name: string): string {
  return actions[name]?.(userContext.runId) ?? '';
}
