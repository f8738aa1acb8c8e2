import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

function recallRuns(first: string, ...others: string[]): string {
  return [first, ...others].map((runId) => getAgentInstanceFactory().recall(runId)).join();
}

export function handle(userContext: UserExecutionContext, ...runIds: [string, string]): string {
  return recallRuns('last', ...runIds) + recallRuns(...runIds);
}
