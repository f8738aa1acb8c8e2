import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type Job = { readonly id: string; readonly data: { readonly userContext: UserExecutionContext; readonly runId: string } };

export function recallJob(job: Job): string {
  return createAgentInstanceFactory(job.data.userContext).recall(job.data.runId);
}
