import { runInScope } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from '../agents/index.js';
import { contextOf } from '../auth/user-context.js';
import { messageOf } from '../errors.js';
import { log } from '../log.js';
import { runService } from '../services/run-service.js';
import { runStore } from '../stores/run-store.js';
import type { RunJob, RunQueue } from './run-queue.js';

export function startRunWorker(queue: RunQueue): void {
  queue.process(async (job) => {
    const userContext = contextOf(job.user, 'queue', job.id);
    await runInScope(userContext, async () => {
      getAgentInstanceFactory().beginRequest(job.user, 'queue');
      await work(job).catch((error: unknown) => fail(job, error));
    });
  });
}

async function work(job: RunJob): Promise<void> {
  getAgentInstanceFactory().remember('taken from the queue');
  await runService.start(job.agents, job.question, job.id);
}

function fail(job: RunJob, error: unknown): void {
  log.error('job failed', { job: job.id, error: messageOf(error) });
  const { id, user, question, agents } = job;
  runStore.save({ id, owner: user.id, question, agents, state: 'failed', steps: getAgentInstanceFactory().recall() });
}
