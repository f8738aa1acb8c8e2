import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type RecallOptions = { readonly runId: string; readonly userContext?: UserExecutionContext };

export function recallRun(options: RecallOptions): string {
  if (options.userContext === undefined) return '';
  return createAgentInstanceFactory(options.userContext).recall(options.runId);
}
