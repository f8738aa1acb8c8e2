import type { Finding, ScanReport } from '../../../analysis/report.js';
import { cell, code, escapeHtml, table } from '../markdown.js';
import { count } from '../words.js';

/** A comment for a pull request: a table, and the path of each finding behind a fold. */
export function scanAsMarkdown({ findings, skipped }: ScanReport): string {
  const title = `## unsingleton: ${findings.length === 0 ? 'no findings' : count(findings.length, 'finding')}`;
  const rows = findings.map(({ level, name, file, line, message }) => [level, code(name), code(`${file}:${String(line)}`), cell(message)]);
  const left = skipped.length === 0 ? '' : `${count(skipped.length, 'file was', 'files were')} not analysed: ${skipped.map(({ file, reason }) => `${code(file)} (${cell(reason)})`).join(', ')}`;
  return [title, table(['level', 'what', 'where', 'why'], rows), ...findings.map(fold), left].filter((part) => part !== '').join('\n\n');
}

function fold({ name, level, confidence, evidence }: Finding): string {
  if (evidence.length === 0) return '';
  const steps = evidence.map((step) => `1. **${step.kind}** ${code(`${step.file}:${String(step.line)}`)} ${code(step.text)}`);
  return [`<details><summary>${escapeHtml(`${name}: ${level}, ${confidence}`)}</summary>`, '', ...steps, '', '</details>'].join('\n');
}
