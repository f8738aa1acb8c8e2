import { getAgentInstanceFactory } from '../agents/index.js';

export interface UsageReport {
  user: string;
  running: number;
  waiting: number;
  runs: number;
}

export function usageReport(): UsageReport {
  const { running, waiting, runs } = getAgentInstanceFactory().usage();
  return { user: getAgentInstanceFactory().user.name, running, waiting, runs };
}
