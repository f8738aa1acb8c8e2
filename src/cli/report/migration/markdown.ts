import { REASONS } from '../../../../codemods/change/reasons.js';
import type { MigrationReport } from '../../../../codemods/change/report.js';
import { cell, code, table } from '../markdown.js';
import type { MigrationView } from '../migration.js';
import { count } from '../words.js';
import { TITLES } from './titles.js';

/** The text of a pull request: what was done, what is left for a person, and how it was checked. */
export function migrationAsMarkdown({ report, diff }: MigrationView): string {
  const { accessors, sinks, state = [], resources = [], refused, split = [], unknownUser, kept = [], diagnostics, entryPoints, proofs } = report;
  const parts = [
    accessors.length === 0 ? '## Nothing is migrated' : `## ${accessors.map(code).join(', ')}: ${count(sinks, 'call')}`,
    numbers(report),
    section(TITLES.state, table(['state', 'whose', 'why'], state.map(({ name, kind, why, evidence: [first] }) => [code(name), kind, first === undefined ? cell(why) : `${cell(why)} ${place(first)}`]))),
    section(TITLES.resources, table(['what', 'where', 'what it needs'], resources.map((opened) => [code(opened.text), place(opened), cell(opened.needs)]))),
    section(TITLES.divided, split.map(({ message }) => `> ${cell(message)}`).join('\n>\n')),
    section(TITLES.unknownUser, unknownUser === undefined ? '' : cell(unknownUser.message)),
    section(TITLES.left, table(['where', 'why', 'what to do'], refused.map((left) => [place(left), `${left.code}: ${cell(REASONS[left.code].short)}`, cell(left.message)]))),
    section(TITLES.kept, table(['where', 'what'], kept.map((finding) => [place(finding), cell(finding.message)]))),
    section(TITLES.diagnostics, table(['where', 'message'], diagnostics.new.map((one) => [place(one), `TS${String(one.code)}: ${cell(one.message)}`]))),
    section(TITLES.entries, entryPoints.map((entry) => `- ${entry.kind} ${code(entry.name)} at ${place(entry)}`).join('\n')),
    section(TITLES.proofs, [...(proofs?.written ?? []).map((file) => `- ${code(file)}`), ...(proofs?.skipped ?? []).map((entry) => `- none for ${code(entry.name)} at ${place(entry)}: ${cell(entry.reason)}`)].join('\n')),
    change(diff),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const section = (title: string, body: string): string => (body === '' ? '' : `### ${title}\n\n${body}`);
const place = ({ file, line }: { readonly file: string; readonly line: number }): string => code(`${file}:${String(line)}`);

function numbers({ rewritten, adapted, scoped, refused, filesChanged, functionsThreaded, diagnostics, secondRun }: MigrationReport): string {
  const row = [rewritten, adapted, scoped, refused.length, filesChanged, functionsThreaded, diagnostics.new.length].map(String);
  return table(['rewritten', 'adapted', 'scoped', 'refused', 'files', 'functions threaded', 'new diagnostics', 'second run'], [[...row, count(secondRun.edits, 'edit')]]);
}

function change(diff: string): string {
  const fence = diff.includes('```') ? '````' : '```';
  return diff.trim() === '' ? '' : ['<details><summary>Diff</summary>', '', `${fence}diff`, diff.trimEnd(), fence, '', '</details>'].join('\n');
}
