import type { UserExecutionContext } from '@unsingleton/runtime';
import { getAgentInstanceFactory } from './agents';

const recallRun: (runId: string) => string = runId => getAgentInstanceFactory().recall(runId);

export function handle(userContext: UserExecutionContext): string {
  return recallRun(userContext.runId);
}
