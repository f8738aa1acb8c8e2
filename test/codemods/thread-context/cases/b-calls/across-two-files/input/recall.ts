import { getAgentInstanceFactory } from './agents';

export function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}
