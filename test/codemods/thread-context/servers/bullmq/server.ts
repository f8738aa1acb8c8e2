import { Worker, type Job, type WorkerOptions } from 'bullmq';
import { introduce } from './introductions.js';

export interface Introduction {
  readonly name: string;
}

/** The queue's consumer. */
export function startWorker(options: WorkerOptions): Worker<Introduction, string> {
  return new Worker<Introduction, string>('introductions', process, options);
}

async function process(job: Job<Introduction, string>): Promise<string> {
  return introduce(job.data.name);
}
