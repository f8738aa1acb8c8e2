import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

class RunService {
  recallRun(runId: string): string {
    return getAgentInstanceFactory().recall(runId);
  }
}

export function handle(userContext: UserExecutionContext, service: RunService): string {
  const typed = service.recallRun(userContext.runId);
  const untyped: unknown = (service as any).recallRun(userContext.runId);
  return `${typed} ${untyped}`;
}
