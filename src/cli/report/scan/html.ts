import type { Finding, ScanReport } from '../../../analysis/report.js';
import { escapeHtml, page } from '../html.js';
import { count, duration } from '../words.js';

/** The findings as a page to send round: each opens to its path. */
export function scanAsHtml(report: ScanReport): string {
  const summary = `<p class="soft">${count(report.files, 'file')}, ${count(report.lines, 'line')}, ${duration(report.elapsedMs)}</p>`;
  const list = report.findings.map((finding) => drawFinding(finding)).join('\n');
  const inventory = report.inventory?.map((item) => `<tr><td class="level ${item.level}">${item.level}</td><td><code>${escapeHtml(item.name)}</code></td><td><code>${escapeHtml(item.file)}:${String(item.line)}</code></td><td>${escapeHtml(item.why)}</td></tr>`);
  const skipped = report.skipped.map(({ file, reason }) => `<li><code>${escapeHtml(file)}</code> ${escapeHtml(reason)}</li>`);
  return page(
    `unsingleton: ${count(report.findings.length, 'finding')}`,
    [
      `<h1>${count(report.findings.length, 'finding')}</h1>`,
      summary,
      list,
      inventory === undefined ? '' : `<h2>Inventory</h2><table><thead><tr><th>level</th><th>name</th><th>where</th><th>why</th></tr></thead><tbody>${inventory.join('\n')}</tbody></table>`,
      skipped.length === 0 ? '' : `<h2>Not analysed</h2><ul>${skipped.join('')}</ul>`,
    ].join('\n'),
  );
}

function drawFinding(finding: Finding): string {
  const steps = finding.evidence.map((step) => `<li><b>${step.kind}</b> <code>${escapeHtml(step.file)}:${String(step.line)}</code><br><code>${escapeHtml(step.text)}</code></li>`);
  return `<details><summary><span class="level ${finding.level}">${finding.level}</span> <code>${escapeHtml(finding.name)}</code> <span class="soft">${escapeHtml(finding.file)}:${String(finding.line)} · ${finding.shape} · ${finding.confidence}</span></summary>
<p>${escapeHtml(finding.message)}</p><ol>${steps.join('')}</ol></details>`;
}
