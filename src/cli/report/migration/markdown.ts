import { REASONS } from '../../../../codemods/change/reasons.js';
import { count } from '../words.js';
import type { MigrationView } from '../migration.js';

/** The text of a pull request: what was done, what is left for a person, and how it was checked. */
export function migrationAsMarkdown({ report, diff }: MigrationView): string {
  const title = `## ${report.accessors.map((name) => `\`${name}\``).join(', ')}: ${count(report.sinks, 'call')}`;
  const numbers = [
    '| rewritten | adapted | scoped | refused | files | functions threaded | new diagnostics | second run |',
    '|---|---|---|---|---|---|---|---|',
    `| ${[report.rewritten, report.adapted, report.scoped, report.refused.length, report.filesChanged, report.functionsThreaded, report.diagnostics.new.length, `${String(report.secondRun.edits)} edits`].join(' | ')} |`,
  ].join('\n');
  const refusals = report.refused.map(({ file, line, code, message }) => `| \`${file}:${String(line)}\` | ${code}: ${REASONS[code].short} | ${message.replaceAll('|', '\\|')} |`);
  const left = refusals.length === 0 ? '' : ['### Left for a person', '', '| where | why | what to do |', '|---|---|---|', ...refusals].join('\n');
  const divided = (report.split ?? []).map(({ message }) => `> **One state would be divided.** ${message}`).join('\n>\n');
  const kept = (report.kept ?? []).map(({ file, line, message }) => `> **Still shared:** \`${file}:${String(line)}\` ${message}`).join('\n>\n');
  const entries = report.entryPoints.map(({ file, line, name, kind }) => `- ${kind} \`${name}\` at \`${file}:${String(line)}\``);
  const opened = entries.length === 0 ? '' : ['### Where the context comes from', '', ...entries].join('\n');
  const fence = diff.includes('```') ? '````' : '```';
  const change = diff.trim() === '' ? '' : ['<details><summary>Diff</summary>', '', `${fence}diff`, diff.trimEnd(), fence, '', '</details>'].join('\n');
  return [title, numbers, divided, kept, left, opened, change].filter((part) => part !== '').join('\n\n');
}
