import type { UserExecutionContext } from '@unsingleton/runtime';
import { createAgentInstanceFactory } from './agents';

type Agents = ReturnType<typeof createAgentInstanceFactory>;

function read(agents: Agents, runId: string): string {
  return agents.recall(runId);
}

export function handle(userContext: UserExecutionContext, runId: string): string {
  return read(createAgentInstanceFactory(userContext), runId);
}
