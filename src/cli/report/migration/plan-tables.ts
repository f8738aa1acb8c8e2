import { REASONS } from '../../../../codemods/change/reasons.js';
import type { MigrationReport } from '../../../../codemods/change/report.js';
import { codeHtml, drawTable, escapeHtml, prose } from '../html.js';
import { TITLES } from './titles.js';

/** Whose the state is, what a plan leaves to a person, and its components: the units of commit, roll-back and review. */
export function drawPlan({ state = [], resources = [], refused, split = [], unknownUser, kept = [], diagnostics, proofs, components }: MigrationReport): string {
  return [
    drawTable(TITLES.state, ['state', 'whose', 'why'], state.map(({ name, kind, why, evidence: [first] }) => [codeHtml(name), `<b${kind === 'unclear' ? ' class="warn"' : ''}>${kind}</b>`, first === undefined ? prose(why) : `${prose(why)}<br>${place(first)}`])),
    drawTable(TITLES.resources, ['what', 'where', 'what it needs'], resources.map((opened) => [codeHtml(opened.text), place(opened), prose(opened.needs)])),
    drawTable(TITLES.divided, ['accessor', 'why'], split.map(({ accessor, message }) => [codeHtml(accessor), prose(message)])),
    drawTable(TITLES.unknownUser, ['what'], unknownUser === undefined ? [] : [[prose(unknownUser.message)]]),
    drawTable(TITLES.left, ['where', 'why', 'what to do'], refused.map((left) => [place(left), `<b>${left.code}</b><br>${escapeHtml(REASONS[left.code].short)}`, prose(left.message)])),
    drawTable(TITLES.kept, ['where', 'level', 'what'], kept.map((finding) => [place(finding), `<span class="level ${finding.level}">${finding.level}</span>`, prose(finding.message)])),
    drawTable(TITLES.diagnostics, ['where', 'message'], diagnostics.new.map((one) => [place(one), `TS${String(one.code)}: ${escapeHtml(one.message)}`])),
    drawTable(TITLES.proofs, ['where', 'test'], [...(proofs?.written ?? []).map((file) => [codeHtml(file), 'written']), ...(proofs?.skipped ?? []).map((entry) => [place(entry), `none for ${codeHtml(entry.name)}: ${escapeHtml(entry.reason)}`])]),
    drawTable('Components', ['id', 'status', 'calls', 'files'], components.map(({ id, files, sinks, status, reason }) => [String(id), status, String(sinks), files.map(codeHtml).join('<br>') + (reason === null ? '' : `<p>${escapeHtml(reason)}</p>`)])),
  ].filter((part) => part !== '').join('\n');
}

const place = ({ file, line }: { readonly file: string; readonly line: number }): string => codeHtml(`${file}:${String(line)}`);
