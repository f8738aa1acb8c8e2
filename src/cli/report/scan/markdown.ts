import type { Finding, ScanReport } from '../../../analysis/report.js';
import { count } from '../words.js';

/** A comment for a pull request: a table, and the path of each finding behind a fold. */
export function scanAsMarkdown(report: ScanReport): string {
  const title = `## unsingleton: ${report.findings.length === 0 ? 'no findings' : count(report.findings.length, 'finding')}`;
  const skipped = report.skipped.length === 0 ? [] : [`${count(report.skipped.length, 'file was', 'files were')} not analysed: ${report.skipped.map(({ file, reason }) => `\`${file}\` (${reason})`).join(', ')}`];
  if (report.findings.length === 0) return [title, ...skipped].join('\n\n');
  const rows = report.findings.map((finding) => `| ${finding.level} | \`${cell(finding.name)}\` | \`${cell(finding.file)}:${String(finding.line)}\` | ${cell(finding.message)} |`);
  const table = ['| level | what | where | why |', '|---|---|---|---|', ...rows].join('\n');
  return [title, table, ...report.findings.map((finding) => fold(finding)).filter((text) => text !== ''), ...skipped].join('\n\n');
}

function fold(finding: Finding): string {
  if (finding.evidence.length === 0) return '';
  const steps = finding.evidence.map((step) => `1. **${step.kind}** \`${step.file}:${String(step.line)}\` \`${step.text.replaceAll('`', '’')}\``);
  return [`<details><summary>${escapeHtml(`${finding.name}: ${finding.level}, ${finding.confidence}`)}</summary>`, '', ...steps, '', '</details>'].join('\n');
}

const cell = (text: string): string => escapeHtml(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
