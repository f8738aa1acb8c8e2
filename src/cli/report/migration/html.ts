import { codeHtml, escapeHtml, page } from '../html.js';
import type { MigrationView } from '../migration.js';
import { count } from '../words.js';
import { drawPlan } from './plan-tables.js';

/** The plan or the result as a page to send round: components, refusals and the diff. */
export function migrationAsHtml({ report, diff }: MigrationView): string {
  const lines = diff.split('\n').map((line) => {
    const text = escapeHtml(line);
    if (line.startsWith('+') && !line.startsWith('+++')) return `<ins>${text}</ins>`;
    return line.startsWith('-') && !line.startsWith('---') ? `<del>${text}</del>` : text;
  });
  const isEmpty = report.accessors.length === 0;
  return page(
    `unsingleton: ${isEmpty ? 'nothing is migrated' : `${count(report.sinks, 'call')} of ${report.accessors.join(', ')}`}`,
    [
      `<h1>${isEmpty ? 'Nothing is migrated' : `${count(report.sinks, 'call')} of ${report.accessors.map(codeHtml).join(', ')}`}</h1>`,
      `<p>${String(report.rewritten)} rewritten, ${String(report.adapted)} adapted, ${String(report.scoped)} scoped, ${String(report.refused.length)} refused; ${count(report.diagnostics.new.length, 'new diagnostic')}; second run ${count(report.secondRun.edits, 'edit')}.</p>`,
      drawPlan(report),
      diff.trim() === '' ? '' : `<h2>Diff</h2><pre>${lines.join('\n')}</pre>`,
    ].join('\n'),
  );
}
