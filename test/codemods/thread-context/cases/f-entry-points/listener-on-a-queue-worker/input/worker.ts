import { Worker, type Job } from 'bullmq';
import { getAgentInstanceFactory } from './agents';

export function startWorker(): Worker<string, string> {
  const worker = new Worker<string, string>('runs', run, { connection: { host: 'localhost' } });
  worker.on('drained', () => {
    getAgentInstanceFactory().remember('state', 'drained');
  });
  return worker;
}

async function run(job: Job<string, string>): Promise<string> {
  return getAgentInstanceFactory().run(job.data);
}
