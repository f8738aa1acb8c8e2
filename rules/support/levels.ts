import type { Level } from '../../src/analysis/report.js';

/** What a rule can be asked to report, worst first. */
export const REPORTED_LEVELS = ['critical', 'high', 'warn', 'info'] as const;
export type ReportedLevel = (typeof REPORTED_LEVELS)[number];

export const levelSchema: { type: 'string'; enum: string[]; description: string } = {
  type: 'string',
  enum: [...REPORTED_LEVELS],
  description: 'The least danger that is reported.',
};

const RANK: Record<Level, number> = { critical: 4, high: 3, warn: 2, info: 1, none: 0 };

export function atLeast(level: Level, least: ReportedLevel): boolean {
  return RANK[level] >= RANK[least];
}
