import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type RecallOptions = { readonly runId: string; readonly userContext: UserExecutionContext };

export function recallRun(options: RecallOptions): string {
  const { userContext } = options;
  return createAgentInstanceFactory(userContext).recall(options.runId);
}
