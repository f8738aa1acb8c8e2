import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory, getAgentInstanceFactory } from './agents';

export class Queue {
  readonly #waiting: string[] = [];

  constructor(private readonly work: (runId: string) => void) {}

  push(runId: string): void {
    this.#waiting.push(runId);
    this.drain();
  }

  private drain(): void {
    // @unsingleton-todo ESCAPES_REQUEST: the value outlives the request
    for (let runId = this.#waiting.shift(); runId !== undefined; runId = this.#waiting.shift()) this.work(runId);
  }
}

export const queue = new Queue((runId) => getAgentInstanceFactory().remember('run', runId));

class Journal {
  private lines: string[] = [];

  write(line: string): void {
    this.lines.push(line);
    if (this.lines.length >= 10) this.flush();
  }

  private flush(): void {
    // @unsingleton-todo ESCAPES_REQUEST: the value outlives the request
    const agents = getAgentInstanceFactory();
    for (const line of this.lines.splice(0)) agents.remember('line', line);
  }
}

export const journal = new Journal();

let pending: string[] = [];

export function settle(): void {
  const batch = pending;
  pending = [];
  batch.forEach((title) => {
    // @unsingleton-todo ESCAPES_REQUEST: the value outlives the request
    getAgentInstanceFactory().remember('title', title);
  });
}

type Job = { readonly userContext: UserExecutionContext; readonly runId: string };

const jobs: Job[] = [];

export function workOff(): void {
  for (const job of jobs.splice(0)) createAgentInstanceFactory(job.userContext).remember('job', job.runId);
}

export function handle(userContext: UserExecutionContext, runId: string): void {
  queue.push(runId);
  journal.write(runId);
  pending.push(runId);
  settle();
  jobs.push({ userContext, runId });
  workOff();
}
