import type { MigrationReport } from '../../../../codemods/change/report.js';
import { LEVELS, type Finding, type ScanReport } from '../../../analysis/report.js';
import { codeHtml, drawTable, escapeHtml, page, prose } from '../html.js';
import { drawPlan } from '../migration/plan-tables.js';
import { count, duration } from '../words.js';
import { FILTER_SCRIPT, drawFilter } from './page/filter.js';
import { drawHistory, type Earlier } from './page/history.js';
import { drawUsers } from './page/users.js';

/** What a page shows beside the findings, when it is given. */
export type PageExtras = {
  /** Earlier reports, oldest first. */
  readonly earlier?: readonly Earlier[];
  /** What `migrate --format json` said. */
  readonly migration?: MigrationReport;
};

/** The findings as a page to send round: ranked, filtered, each with its path and a picture of who reaches it. */
export function scanAsHtml(report: ScanReport, { earlier = [], migration }: PageExtras = {}): string {
  const { findings } = report;
  const summary = LEVELS.map((level) => ({ level, number: findings.filter((finding) => finding.level === level).length })).filter(({ number }) => number > 0)
    .map(({ level, number }) => `<span class="${level}"><b>${String(number)}</b> ${level}</span>`);
  const inventory = (report.inventory ?? []).map(({ level, name, file, line, why }) => [`<span class="level ${level}">${level}</span>`, codeHtml(name), codeHtml(`${file}:${String(line)}`), prose(why)]);
  const skipped = report.skipped.map(({ file, reason }) => `<li><code>${escapeHtml(file)}</code> ${escapeHtml(reason)}</li>`);
  return page(
    `unsingleton: ${count(findings.length, 'finding')}`,
    [
      `<h1>${count(findings.length, 'finding')}</h1>`,
      `<p>${[...summary, `<span class="soft">${count(report.files, 'file')}, ${count(report.lines, 'line')}, ${duration(report.elapsedMs)}</span>`].join(' · ')}</p>`,
      drawHistory(earlier, report),
      findings.length === 0 ? '' : drawFilter(findings),
      findings.map((finding) => drawFinding(finding)).join('\n'),
      migration === undefined ? '' : `<h2>The plan: ${escapeHtml(count(migration.sinks, 'call'))} of ${escapeHtml(migration.accessors.join(', '))}</h2>${drawPlan(migration)}`,
      drawTable('Inventory', ['level', 'name', 'where', 'why'], inventory, 2),
      skipped.length === 0 ? '' : `<h2>Not analysed</h2><ul>${skipped.join('')}</ul>`,
    ].join('\n'),
    findings.length === 0 ? '' : FILTER_SCRIPT,
  );
}

function drawFinding(finding: Finding): string {
  const steps = finding.evidence.map((step) => `<li><b>${step.kind}</b> <code>${escapeHtml(step.file)}:${String(step.line)}</code><br><code>${escapeHtml(step.text)}</code></li>`);
  return `<details class="finding" data-level="${finding.level}" data-shape="${finding.shape}"><summary><span class="level ${finding.level}">${finding.level}</span> <code>${escapeHtml(finding.name)}</code> <span class="soft">${escapeHtml(finding.file)}:${String(finding.line)} · ${finding.shape} · ${finding.confidence}</span></summary>
<p>${prose(finding.message)}</p><ol>${steps.join('')}</ol>${finding.users === undefined ? '' : drawUsers(finding.users)}</details>`;
}
