import { getAgentInstanceFactory } from './agents';

export type Job = { readonly name: string };

export async function runAgent(job: Job, times?: number): Promise<void> {
  await getAgentInstanceFactory().run(`${job.name} ${times ?? 1}`);
}
