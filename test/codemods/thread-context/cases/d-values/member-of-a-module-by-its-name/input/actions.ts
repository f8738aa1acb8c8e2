import { getAgentInstanceFactory } from './agents';

export function recall(runId: string): string {
  return getAgentInstanceFactory().recall(runId);
}

export function size(runId: string): string {
  return String(runId.length);
}
