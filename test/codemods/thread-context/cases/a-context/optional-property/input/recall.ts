import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type RecallOptions = { readonly runId: string; readonly userContext?: UserExecutionContext };

export function recallRun(options: RecallOptions): string {
  return getAgentInstanceFactory().recall(options.runId);
}
