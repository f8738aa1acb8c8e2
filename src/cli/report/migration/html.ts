import { REASONS } from '../../../../codemods/change/reasons.js';
import { escapeHtml, page } from '../html.js';
import type { MigrationView } from '../migration.js';
import { count } from '../words.js';

/** The plan or the result as a page to send round: components, refusals and the diff. */
export function migrationAsHtml({ report, diff }: MigrationView): string {
  const refused = report.refused.map(({ file, line, code, message }) => `<tr><td><code>${escapeHtml(file)}:${String(line)}</code></td><td><b>${code}</b><br>${escapeHtml(REASONS[code].short)}</td><td>${escapeHtml(message)}</td></tr>`);
  const components = report.components.map(({ id, files, sinks, status, reason }) => `<tr><td>${String(id)}</td><td>${status}</td><td>${String(sinks)}</td><td>${files.map((file) => `<code>${escapeHtml(file)}</code>`).join('<br>')}${reason === null ? '' : `<p>${escapeHtml(reason)}</p>`}</td></tr>`);
  const lines = diff.split('\n').map((line) => {
    const text = escapeHtml(line);
    if (line.startsWith('+') && !line.startsWith('+++')) return `<ins>${text}</ins>`;
    return line.startsWith('-') && !line.startsWith('---') ? `<del>${text}</del>` : text;
  });
  return page(
    `unsingleton: ${count(report.sinks, 'call')} of ${report.accessors.join(', ')}`,
    [
      `<h1>${count(report.sinks, 'call')} of ${report.accessors.map((name) => `<code>${escapeHtml(name)}</code>`).join(', ')}</h1>`,
      `<p>${String(report.rewritten)} rewritten, ${String(report.adapted)} adapted, ${String(report.scoped)} scoped, ${String(report.refused.length)} refused; ${count(report.diagnostics.new.length, 'new diagnostic')}; second run ${count(report.secondRun.edits, 'edit')}.</p>`,
      refused.length === 0 ? '' : `<h2>Left for a person</h2><table><thead><tr><th>where</th><th>why</th><th>what to do</th></tr></thead><tbody>${refused.join('\n')}</tbody></table>`,
      components.length === 0 ? '' : `<h2>Components</h2><table><thead><tr><th>id</th><th>status</th><th>calls</th><th>files</th></tr></thead><tbody>${components.join('\n')}</tbody></table>`,
      diff.trim() === '' ? '' : `<h2>Diff</h2><pre>${lines.join('\n')}</pre>`,
    ].join('\n'),
  );
}
