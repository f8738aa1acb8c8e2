import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type Job = { readonly id: string; readonly data: { readonly userContext: UserExecutionContext; readonly runId: string } };

export function recallJob(job: Job): string {
  return getAgentInstanceFactory().recall(job.data.runId);
}
