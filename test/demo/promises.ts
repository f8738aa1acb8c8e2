import type { MigrationReport } from '../../codemods/change/report.js';

/** The share of uses that a migration of an ordinary server must be able to move. */
export const LEAST_SHARE_MOVED = 0.9;

/** What a migration's report promises and does not keep: empty when all is well. */
export function brokenPromises(report: MigrationReport): readonly string[] {
  const { sinks, rewritten, adapted, scoped, refused, diagnostics, secondRun } = report;
  const broken: string[] = [];
  if (sinks === 0) broken.push('it found no use of the accessor');
  if (rewritten + adapted + scoped + refused.length !== sinks) {
    broken.push(`its sums do not agree: ${rewritten} + ${adapted} + ${scoped} + ${refused.length} is not ${sinks}`);
  }
  if (rewritten + adapted < LEAST_SHARE_MOVED * sinks) {
    broken.push(`only ${rewritten + adapted} of ${sinks} uses were moved, fewer than ${LEAST_SHARE_MOVED * 100} %`);
  }
  if (diagnostics.new.length > 0) broken.push(`${diagnostics.new.length} new messages of the compiler`);
  if (secondRun.edits > 0) broken.push(`a second run would make ${secondRun.edits} more edits`);
  return broken;
}
