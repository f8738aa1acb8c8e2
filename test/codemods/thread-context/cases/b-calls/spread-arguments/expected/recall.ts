import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

function recallRuns(userContext: UserExecutionContext, first: string, ...others: string[]): string {
  return [first, ...others].map((runId) => createAgentInstanceFactory(userContext).recall(runId)).join();
}

export function handle(userContext: UserExecutionContext, ...runIds: [string, string]): string {
  return recallRuns(userContext, 'last', ...runIds) + recallRuns(userContext, ...runIds);
}
