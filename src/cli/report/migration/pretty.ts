import { REASONS } from '../../../../codemods/change/reasons.js';
import type { MigrationReport } from '../../../../codemods/change/report.js';
import type { Terminal } from '../../output.js';
import { paintDiff } from '../diff.js';
import { count, duration, wrap } from '../words.js';
import type { MigrationView } from '../migration.js';

/** The diff, then what was done, what was refused and why, and how it was checked. */
export function migrationAsPretty({ report, diff }: MigrationView, terminal: Terminal): string {
  const parts = [paintDiff(diff, terminal), drawState(report, terminal), drawResources(report, terminal), drawRefusals(report, terminal), drawComponents(report, terminal), drawSplit(report, terminal), drawKept(report, terminal), drawSummary(report, terminal)];
  return parts.filter((part) => part !== '').join('\n\n');
}

function drawState({ state = [] }: MigrationReport, { paint }: Terminal): string {
  if (state.length === 0) return '';
  const width = Math.max(...state.map(({ name }) => name.length));
  const rows = state.map(({ name, kind, why, evidence }) => {
    const place = evidence[0] === undefined ? '' : paint('cyan', ` ${evidence[0].file}:${String(evidence[0].line)}`);
    return `  ${name.padEnd(width)}  ${paint(kind === 'unclear' ? 'yellow' : 'bold', kind.padEnd(13))} ${why}${place}`;
  });
  return [paint('bold', 'Whose state it is'), ...rows].join('\n');
}

function drawResources({ resources = [] }: MigrationReport, { paint }: Terminal): string {
  if (resources.length === 0) return '';
  const rows = resources.flatMap(({ file, line, text, needs }) => [`  ${text}  ${paint('dim', `${file}:${String(line)}`)}`, `    ${needs}`]);
  return [paint('bold', 'What is opened for each request now'), ...rows].join('\n');
}

/** One cause often keeps many places as they are: it is told once, with the first of them. */
const SHOWN = 6;

function drawRefusals({ refused }: MigrationReport, { paint, width }: Terminal): string {
  if (refused.length === 0) return '';
  const codes = [...groupBy(refused, ({ code }) => code)].sort(([a], [b]) => REASONS[a].rank - REASONS[b].rank || a.localeCompare(b));
  const blocks = codes.map(([code, refusals]) => {
    const head = `  ${paint('yellow', code)} ${REASONS[code].short} ${paint('gray', `× ${String(refusals.length)}`)}`;
    const advice = wrap(REASONS[code].long, width - 4).map((line) => `    ${paint('gray', line)}`);
    const causes = [...groupBy(refusals, ({ message }) => message)].flatMap(([message, places]) => drawCause(message, places, { paint, width }));
    return [head, ...advice, ...causes].join('\n');
  });
  return [paint('bold', `Left as it was: ${count(refused.length, 'place')}`), ...blocks].join('\n');
}

function drawCause(message: string, places: readonly Refused[], { paint, width }: Terminal): string[] {
  const names = places.slice(0, SHOWN).map(({ file, line, column }) => paint('cyan', `${file}:${String(line)}:${String(column)}`));
  const more = places.length > SHOWN ? [paint('gray', `and ${String(places.length - SHOWN)} more`)] : [];
  if (names.length === 1) return [`    ${names[0] ?? ''}  ${message}`];
  return [...wrap(message, width - 4).map((line) => `    ${line}`), ...[...names, ...more].map((name) => `      ${name}`)];
}

type Refused = MigrationReport['refused'][number];

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups: Map<Key, Item[]> = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function drawComponents({ components }: MigrationReport, { paint }: Terminal): string {
  const failed = components.filter((component) => component.status === 'rolled-back');
  if (failed.length === 0) return '';
  const rows = failed.map(({ id, files, sinks, reason }) => `  component ${String(id)} (${count(sinks, 'call')} in ${files.join(', ')}): ${reason ?? 'no reason given'}`);
  return [paint('bold', 'Rolled back'), ...rows].join('\n');
}

function drawSplit({ split = [], written }: MigrationReport, { paint, width }: Terminal): string {
  if (split.length === 0) return '';
  const advice = written
    ? 'Written with --partial: do not deploy this half, unless the old getter hands out the instance of the request scope.'
    : 'Nothing of this is written: mend those uses, read the context from the request scope with --fallback scope, or write this half with --partial.';
  return [paint('bold', 'One state would be divided'), ...[...split.map(({ message }) => message), advice].flatMap((text) => wrap(text, width - 2).map((line) => `  ${line}`))].join('\n');
}

function drawKept({ kept = [] }: MigrationReport, { paint, width }: Terminal): string {
  if (kept.length === 0) return '';
  const rows = kept.flatMap(({ file, line, column, message }) => [`  ${paint('cyan', `${file}:${String(line)}:${String(column)}`)}`, ...wrap(message, width - 4).map((text) => `    ${text}`)]);
  return [paint('bold', 'Still shared, once the calls are migrated'), ...rows].join('\n');
}

function drawSummary(report: MigrationReport, { paint }: Terminal): string {
  const cost = `${duration(report.elapsedMs)}, peak ${String(Math.round(report.peakRssMb))} MB.`;
  if (report.sinks === 0) {
    const what = report.accessors.length === 0 ? 'No legacy accessor is defined here. Name one, unsingleton migrate getSettings, or configure it under accessors.' : `Nothing calls ${report.accessors.join(', ')}.`;
    return `${what}\n${paint('gray', cost)}`;
  }
  const verb = report.written ? 'Migrated' : 'Would migrate';
  const outcome = `${String(report.rewritten)} rewritten, ${String(report.adapted)} adapted, ${String(report.scoped)} scoped, ${String(report.refused.length)} refused`;
  const diagnostics = report.diagnostics.new.length === 0 ? paint('green', '0 new diagnostics') : paint('red', count(report.diagnostics.new.length, 'new diagnostic'));
  const second = report.secondRun.edits === 0 ? paint('green', 'second run empty') : paint('red', `second run: ${count(report.secondRun.edits, 'edit')}`);
  const next = report.filesChanged === 0 ? '' : report.written ? ' Undo with unsingleton migrate --undo.' : ' Apply with --write.';
  return [
    `${paint('bold', verb)} ${count(report.sinks, 'call')} of ${report.accessors.join(', ')}: ${outcome}.`,
    `${count(report.functionsThreaded, 'function')} threaded from ${count(report.entryPoints.length, 'entry point')}, ${count(report.filesChanged, 'file')} changed; ${diagnostics}, ${second}.`,
    paint('gray', `${cost}${next}`),
  ].join('\n');
}
