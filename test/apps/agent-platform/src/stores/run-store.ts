import type { AgentName } from '../agents/index.js';

export interface Run {
  id: string;
  owner: string;
  question: string;
  state: 'queued' | 'running' | 'done' | 'failed';
  agents: AgentName[];
  answer?: string;
  steps: string[];
}

export class RunStore {
  private readonly runs = new Map<string, Run>();

  save(run: Run): Run {
    this.runs.set(run.id, run);
    return run;
  }

  find(owner: string, id: string): Run | undefined {
    const run = this.runs.get(id);
    return run?.owner === owner ? run : undefined;
  }

  list(owner: string): Run[] {
    return [...this.runs.values()].filter((run) => run.owner === owner);
  }
}

export const runStore = new RunStore();
