import { AgentInstanceFactory, getAgentInstanceFactory } from '../agents/index.js';
import { runStore } from '../stores/run-store.js';

/** What a user has used so far. Made anew for every request that asks. */
export class UsageReport {
  private constructor(private readonly factory: AgentInstanceFactory) {}

  static forCurrentUser(): UsageReport {
    return new UsageReport(getAgentInstanceFactory());
  }

  get runs(): number {
    return runStore.list(getAgentInstanceFactory().user.id).length;
  }

  toObject(): { user: string; runs: number; remaining: number } {
    return { user: this.factory.user.name, runs: this.runs, remaining: this.factory.remainingRuns() };
  }
}
