import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

export type Job = { readonly name: string };

export async function runAgent(userContext: UserExecutionContext, job: Job, times?: number): Promise<void> {
  await createAgentInstanceFactory(userContext).run(`${job.name} ${times ?? 1}`);
}
