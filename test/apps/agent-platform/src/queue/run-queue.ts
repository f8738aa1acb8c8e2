import { randomUUID } from 'node:crypto';
import type { AgentName } from '../agents/index.js';
import type { User } from '../auth/users.js';

export interface RunJob {
  id: string;
  user: User;
  agents: AgentName[];
  question: string;
}

export type JobHandler = (job: RunJob) => Promise<void>;

/** An in-memory queue: jobs run one after the other, after the request that asked for them. */
export class RunQueue {
  private readonly waiting: RunJob[] = [];
  private handler: JobHandler | undefined;
  private working: Promise<void> = Promise.resolve();

  add(job: Omit<RunJob, 'id'>): RunJob {
    const queued = { id: randomUUID(), ...job };
    this.waiting.push(queued);
    this.wake();
    return queued;
  }

  process(handler: JobHandler): void {
    this.handler = handler;
    this.wake();
  }

  /** Resolves when everything added so far is done. */
  async idle(): Promise<void> {
    await this.working;
  }

  private wake(): void {
    const { handler } = this;
    if (!handler) return;
    this.working = this.working.then(async () => {
      const job = this.waiting.shift();
      if (job) await handler(job);
    });
  }
}

export const runQueue = new RunQueue();
