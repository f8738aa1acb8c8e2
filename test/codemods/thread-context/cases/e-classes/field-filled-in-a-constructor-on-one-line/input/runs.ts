import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory, type AgentInstanceFactory } from './agents';

class RunService {
  private readonly agents: AgentInstanceFactory; private readonly prefix = 'run ';
  constructor(private readonly name: string) { this.agents = getAgentInstanceFactory(); }
  recall(runId: string): string { return `${this.name} ${this.prefix}${this.agents.recall(runId)}`; }
}

const service = new RunService('runs');

export function handle(userContext: UserExecutionContext): string {
  return service.recall(userContext.runId);
}
