import { Worker, type Job } from 'bullmq';
import { contextFromRequest } from '@unsingleton/runtime';
import { createAgentInstanceFactory, getAgentInstanceFactory } from './agents';

export function startWorker(): Worker<string, string> {
  const worker = new Worker<string, string>('runs', run, { connection: { host: 'localhost' } });
  // @unsingleton-todo ESCAPES_REQUEST: the value outlives the request
  worker.on('drained', () => {
    getAgentInstanceFactory().remember('state', 'drained');
  });
  return worker;
}

async function run(job: Job<string, string>): Promise<string> {
  const userContext = contextFromRequest(job);
  return createAgentInstanceFactory(userContext).run(job.data);
}
