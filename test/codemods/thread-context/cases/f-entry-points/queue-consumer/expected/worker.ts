import { Worker, type Job } from 'bullmq';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

interface RunJob {
  readonly name: string;
}

export function startWorkers(): Worker<RunJob, string>[] {
  const connection = { host: 'localhost' };
  return [
    new Worker<RunJob, string>('runs', async (job) => {
      const userContext = contextFromRequest(job);
      return createAgentInstanceFactory(userContext).run(job.data.name);
    }, { connection }),
    new Worker<RunJob, string>('notes', note, { connection }),
  ];
}

async function note(job: Job<RunJob, string>): Promise<string> {
  const userContext = contextFromRequest(job);
  createAgentInstanceFactory(userContext).remember('note', job.data.name);
  return job.data.name;
}
