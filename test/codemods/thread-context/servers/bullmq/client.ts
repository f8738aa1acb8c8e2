import { openScope, UserExecutionContext } from '@unsingleton/runtime';
import { Job, type MinimalQueue } from 'bullmq';
import { identify } from './identity.js';
import { startWorker, type Introduction } from './server.js';

/**
 * Without Redis: the worker is made but not run, and its processor is called as BullMQ's `Worker.processJob` calls it,
 * with a `Job` of BullMQ's own class, inside the scope that a worker opens for a job.
 */
export async function serve() {
  const worker = startWorker({ autorun: false, skipVersionCheck: true, connection: { lazyConnect: true, host: 'localhost', maxRetriesPerRequest: null } });
  worker.on('error', () => {});
  const queue = { name: 'introductions', toKey: (type: string) => type, opts: {}, qualifiedName: 'introductions' } as unknown as MinimalQueue;
  return {
    ask: async (name: string) => {
      const job = new Job<Introduction, string>(queue, 'introduce', { name }, {}, name);
      const scope = openScope(UserExecutionContext.create(identify(name)), { source: job });
      try {
        return await scope.run(() => (worker as unknown as { callProcessJob(job: Job, token: string): Promise<string> }).callProcessJob(job, 'token'));
      } finally {
        await scope.close();
      }
    },
    close: async () => void (await worker.close(true)),
  };
}
