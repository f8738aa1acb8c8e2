import { getAgentInstanceFactory } from './agents';

function recallRun(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

export const actions = [recallRun];
