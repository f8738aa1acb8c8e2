import { REASONS } from '../../../../codemods/change/reasons.js';
import type { MigrationReport } from '../../../../codemods/change/report.js';
import { sarifLocation, sarifLog } from '../sarif.js';
import { sarifResult, sarifRule } from '../scan/sarif.js';
import { TITLES } from './titles.js';

/** Every refusal, and what the edited files still share, as SARIF results, so that code scanning tracks what is left. */
export function migrationAsSarif({ root, refused, kept = [] }: MigrationReport): string {
  const codes = [...new Set(refused.map(({ code }) => code))].sort();
  const shared = [...new Set(kept.map(({ rule }) => rule))].sort();
  const ids = [...codes, ...shared];
  return sarifLog({
    root,
    rules: [...codes.map((code) => ({ id: code, shortDescription: { text: REASONS[code].short }, fullDescription: { text: REASONS[code].long } })), ...shared.map((id) => sarifRule(id, kept))],
    notifications: [],
    results: [
      ...refused.map((refusal) => ({
        ruleId: refusal.code,
        ruleIndex: ids.indexOf(refusal.code),
        level: REASONS[refusal.code].rank === 1 ? 'warning' : 'note',
        message: { text: refusal.message },
        locations: [sarifLocation(refusal)],
      })),
      ...kept.map((finding) => sarifResult({ ...finding, message: `${TITLES.kept}: ${finding.message}` }, ids)),
    ],
  });
}
