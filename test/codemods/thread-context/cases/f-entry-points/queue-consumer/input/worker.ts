import { Worker, type Job } from 'bullmq';
import { getAgentInstanceFactory } from './agents';

interface RunJob {
  readonly name: string;
}

export function startWorkers(): Worker<RunJob, string>[] {
  const connection = { host: 'localhost' };
  return [
    new Worker<RunJob, string>('runs', async (job) => getAgentInstanceFactory().run(job.data.name), { connection }),
    new Worker<RunJob, string>('notes', note, { connection }),
  ];
}

async function note(job: Job<RunJob, string>): Promise<string> {
  getAgentInstanceFactory().remember('note', job.data.name);
  return job.data.name;
}
