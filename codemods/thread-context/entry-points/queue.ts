import type { Framework } from './framework.js';

/** Queue consumers: the job stands for the user who asked for it. */
export const queue: Framework = {
  kind: 'queue',
  requests: [
    { name: 'Job', packages: ['bullmq', 'bull', 'bee-queue', 'agenda', 'pg-boss'] },
  ],
  parameter: 'job',
};
