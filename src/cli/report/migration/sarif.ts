import { REASONS } from '../../../../codemods/change/reasons.js';
import type { MigrationReport } from '../../../../codemods/change/report.js';
import { sarifLocation, sarifLog } from '../sarif.js';

/** Every refusal as a SARIF result, so that code scanning tracks what is left. */
export function migrationAsSarif(report: MigrationReport): string {
  const codes = [...new Set(report.refused.map((refusal) => refusal.code))].sort();
  return sarifLog({
    root: report.root,
    rules: codes.map((code) => ({ id: code, shortDescription: { text: REASONS[code].short }, fullDescription: { text: REASONS[code].long } })),
    notifications: [],
    results: report.refused.map((refusal) => ({
      ruleId: refusal.code,
      ruleIndex: codes.indexOf(refusal.code),
      level: REASONS[refusal.code].rank === 1 ? 'warning' : 'note',
      message: { text: refusal.message },
      locations: [sarifLocation(refusal)],
    })),
  });
}
