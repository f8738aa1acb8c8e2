import { REASONS } from '../../../../codemods/change/reasons.js';
import type { MigrationReport } from '../../../../codemods/change/report.js';
import { escapeHtml } from '../html.js';

/** What a plan leaves to a person, and its components: the units of commit, roll-back and review. */
export function drawPlan(report: MigrationReport): string {
  const refused = report.refused.map(({ file, line, code, message }) => `<tr><td><code>${escapeHtml(file)}:${String(line)}</code></td><td><b>${code}</b><br>${escapeHtml(REASONS[code].short)}</td><td>${escapeHtml(message)}</td></tr>`);
  const components = report.components.map(({ id, files, sinks, status, reason }) => `<tr><td>${String(id)}</td><td>${status}</td><td>${String(sinks)}</td><td>${files.map((file) => `<code>${escapeHtml(file)}</code>`).join('<br>')}${reason === null ? '' : `<p>${escapeHtml(reason)}</p>`}</td></tr>`);
  return [
    refused.length === 0 ? '' : `<h3>Left for a person</h3><table><thead><tr><th>where</th><th>why</th><th>what to do</th></tr></thead><tbody>${refused.join('\n')}</tbody></table>`,
    components.length === 0 ? '' : `<h3>Components</h3><table><thead><tr><th>id</th><th>status</th><th>calls</th><th>files</th></tr></thead><tbody>${components.join('\n')}</tbody></table>`,
  ].join('\n');
}
