import { REASONS } from '../../../../codemods/change/reasons.js';
import type { MigrationReport } from '../../../../codemods/change/report.js';
import type { Terminal } from '../../output.js';
import { paintDiff } from '../diff.js';
import type { MigrationView } from '../migration.js';
import { clip, count, duration, paragraph, wrap } from '../words.js';
import { TITLES } from './titles.js';

/** The diff, then what was done, what was refused and why, and how it was checked. */
export function migrationAsPretty({ report, diff }: MigrationView, terminal: Terminal): string {
  const parts = [paintDiff(diff, terminal), ...[drawState, drawResources, drawRefusals, drawComponents, drawSplit, drawUnknownUser, drawKept, drawDiagnostics, drawProofs, drawSummary].map((draw) => draw(report, terminal))];
  return parts.filter((part) => part !== '').join('\n\n');
}

function drawState({ state = [] }: MigrationReport, { paint, width }: Terminal): string {
  if (state.length === 0) return '';
  const longest = Math.max(...state.map(({ name }) => name.length));
  const rows = state.flatMap(({ name, kind, why, evidence: [first] }) => {
    const place = first === undefined ? '' : `${first.file}:${String(first.line)}`;
    const head = `  ${name.padEnd(longest)}  ${paint(kind === 'unclear' ? 'yellow' : 'bold', kind.padEnd(13))}`;
    const fits = longest + 19 + why.length + place.length <= width;
    return fits ? [`${head} ${why} ${paint('cyan', place)}`] : [head.trimEnd(), ...paragraph(`${why} ${paint('cyan', place)}`, 4, width)];
  });
  return [paint('bold', TITLES.state), ...rows].join('\n');
}

function drawResources({ resources = [] }: MigrationReport, { paint, width }: Terminal): string {
  if (resources.length === 0) return '';
  const rows = resources.flatMap(({ file, line, text, needs }) => [`  ${clip(text, width - 2)}`, ...drawPlace(`${file}:${String(line)}`, needs, 4, { paint, width })]);
  return [paint('bold', TITLES.resources), ...rows].join('\n');
}

/** One cause often keeps many places as they are: it is told once, with the first of them. */
const SHOWN = 6;

function drawRefusals({ refused }: MigrationReport, { paint, width }: Terminal): string {
  if (refused.length === 0) return '';
  const codes = [...groupBy(refused, ({ code }) => code)].sort(([a], [b]) => REASONS[a].rank - REASONS[b].rank || a.localeCompare(b));
  const blocks = codes.map(([code, refusals]) => {
    const head = paragraph(`${paint('yellow', code)} ${REASONS[code].short} ${paint('gray', `× ${String(refusals.length)}`)}`, 2, width);
    const advice = paragraph(REASONS[code].long, 4, width).map((line) => paint('gray', line));
    const causes = [...groupBy(refusals, ({ message }) => message)].flatMap(([message, places]) => drawCause(message, places, { paint, width }));
    return [...head, ...advice, ...causes].join('\n');
  });
  return [paint('bold', `Left as it was: ${count(refused.length, 'place')}`), ...blocks].join('\n');
}

function drawCause(message: string, places: readonly Refused[], { paint, width }: Terminal): string[] {
  const named = (at: Refused): string => `${at.file}:${String(at.line)}:${String(at.column)}`;
  const [first, second] = places;
  if (first !== undefined && second === undefined) return drawPlace(named(first), message, 4, { paint, width });
  const more = places.length > SHOWN ? [`      ${paint('gray', `and ${String(places.length - SHOWN)} more`)}`] : [];
  return [...paragraph(message, 4, width), ...places.slice(0, SHOWN).map((at) => `      ${paint('cyan', named(at))}`), ...more];
}

/** A place with what is to be said of it: on one line, or below it where that is too long. */
function drawPlace(place: string, text: string, indent: number, { paint, width }: Terminal): string[] {
  const head = ' '.repeat(indent) + paint('cyan', place);
  return indent + place.length + 2 + text.length <= width ? [`${head}  ${text}`] : [head, ...paragraph(text, indent + 2, width)];
}

type Refused = MigrationReport['refused'][number];

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups: Map<Key, Item[]> = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function drawComponents({ components }: MigrationReport, { paint, width }: Terminal): string {
  const failed = components.filter((component) => component.status === 'rolled-back');
  if (failed.length === 0) return '';
  const rows = failed.flatMap(({ id, files, sinks, reason }) => paragraph(`component ${String(id)} (${count(sinks, 'call')} in ${files.join(', ')}): ${reason ?? 'no reason given'}`, 2, width));
  return [paint('bold', 'Rolled back'), ...rows].join('\n');
}

function drawSplit({ split = [], written }: MigrationReport, { paint, width }: Terminal): string {
  if (split.length === 0) return '';
  const advice = written
    ? 'Written with --partial: do not deploy this half, unless the old getter hands out the instance of the request scope.'
    : 'Nothing of this is written: mend those uses, read the context from the request scope with --fallback scope, or write this half with --partial.';
  return [paint('bold', TITLES.divided), ...[...split.map(({ message }) => message), advice].flatMap((text) => paragraph(text, 2, width))].join('\n');
}

function drawUnknownUser({ unknownUser }: MigrationReport, { paint, width }: Terminal): string {
  return unknownUser === undefined ? '' : [paint('bold', TITLES.unknownUser), ...paragraph(unknownUser.message, 2, width)].join('\n');
}

function drawKept({ kept = [] }: MigrationReport, terminal: Terminal): string {
  if (kept.length === 0) return '';
  return [...wrap(terminal.paint('bold', TITLES.kept), terminal.width), ...kept.flatMap(({ file, line, column, message }) => drawPlace(`${file}:${String(line)}:${String(column)}`, message, 2, terminal))].join('\n');
}

function drawDiagnostics({ diagnostics }: MigrationReport, terminal: Terminal): string {
  if (diagnostics.new.length === 0) return '';
  return [terminal.paint('bold', TITLES.diagnostics), ...diagnostics.new.flatMap(({ file, line, code, message }) => drawPlace(`${file}:${String(line)}`, `TS${String(code)}: ${message}`, 2, terminal))].join('\n');
}

function drawProofs({ proofs }: MigrationReport, terminal: Terminal): string {
  if (proofs === undefined) return '';
  const none = proofs.skipped.flatMap(({ file, line, name, reason }) => drawPlace(`${file}:${String(line)}`, `none for ${name}: ${reason}`, 2, terminal));
  return [terminal.paint('bold', TITLES.proofs), ...proofs.written.map((file) => `  ${terminal.paint('cyan', file)}`), ...none].join('\n');
}

function drawSummary(report: MigrationReport, { paint, width }: Terminal): string {
  const cost = `${duration(report.elapsedMs)}, peak ${String(Math.round(report.peakRssMb))} MB.`;
  if (report.sinks === 0) {
    const what = report.accessors.length === 0 ? 'No legacy accessor is defined here. Name one, unsingleton migrate getSettings, or configure it under accessors.' : `Nothing calls ${report.accessors.join(', ')}.`;
    return [...wrap(what, width), paint('gray', cost)].join('\n');
  }
  const verb = report.written ? 'Migrated' : 'Would migrate';
  const outcome = `${String(report.rewritten)} rewritten, ${String(report.adapted)} adapted, ${String(report.scoped)} scoped, ${String(report.refused.length)} refused`;
  const diagnostics = report.diagnostics.new.length === 0 ? paint('green', '0 new diagnostics') : paint('red', count(report.diagnostics.new.length, 'new diagnostic'));
  const second = report.secondRun.edits === 0 ? paint('green', 'second run empty') : paint('red', `second run: ${count(report.secondRun.edits, 'edit')}`);
  const next = report.written ? ' Undo with unsingleton migrate --undo.' : ' Apply with --write.';
  if (report.filesChanged === 0) return [...wrap(`${paint('bold', 'Nothing is changed')}: ${outcome}.`, width), paint('gray', cost)].join('\n');
  return [
    `${paint('bold', verb)} ${count(report.sinks, 'call')} of ${report.accessors.join(', ')}: ${outcome}.`,
    `${count(report.functionsThreaded, 'function')} threaded from ${count(report.entryPoints.length, 'entry point')}, ${count(report.filesChanged, 'file')} changed; ${diagnostics}, ${second}.`,
    paint('gray', `${cost}${next}`),
  ].flatMap((text) => wrap(text, width)).join('\n');
}
