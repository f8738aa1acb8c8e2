import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

type Agents = ReturnType<typeof getAgentInstanceFactory>;

function read(agents: Agents, runId: string): string {
  return agents.recall(runId);
}

export function handle(userContext: UserExecutionContext, runId: string): string {
  return read(getAgentInstanceFactory(), runId);
}
