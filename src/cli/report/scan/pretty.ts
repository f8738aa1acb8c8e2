import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence, Finding, InventoryItem, Level, ScanReport } from '../../../analysis/report.js';
import type { Terminal } from '../../output.js';
import { clip, count, duration, wrap } from '../words.js';

const COLOURS: Record<Level, Parameters<Terminal['paint']>[0]> = {
  critical: ['bold', 'red'],
  high: 'red',
  warn: 'yellow',
  info: 'blue',
  none: 'gray',
};

/** What a person reads in a terminal: worst first, the line itself, and the path of the data as a tree. */
export function scanAsPretty(report: ScanReport, terminal: Terminal): string {
  const parts = report.findings.map((finding) => drawFinding(finding, report.root, terminal));
  if (report.inventory !== undefined) parts.push(drawInventory(report.inventory, terminal));
  if (report.skipped.length > 0) parts.push(drawSkipped(report, terminal));
  return [...parts, drawSummary(report, terminal)].join('\n\n');
}

function drawFinding(finding: Finding, root: string, terminal: Terminal): string {
  const { paint, width } = terminal;
  const head = `${paint(COLOURS[finding.level], finding.level.toUpperCase())} ${paint('bold', finding.name)}`;
  const kind = `${finding.shape} · ${finding.confidence}`;
  const fits = finding.level.length + finding.name.length + kind.length + 2 <= width;
  const place = paint('cyan', `${finding.file}:${String(finding.line)}:${String(finding.column)}`);
  const message = wrap(finding.message, width - 2).map((line) => `  ${line}`);
  return [`${head}${fits ? ' ' : '\n  '}${paint('gray', kind)}`, `  ${place}`, ...message, ...drawFrame(finding, root, terminal), ...drawPath(finding.evidence, terminal)].join('\n');
}

function drawFrame(finding: Finding, root: string, { paint, width }: Terminal): string[] {
  const line = sourceLine(join(root, finding.file), finding.line);
  if (line === undefined) return [];
  const gutter = String(finding.line);
  return [paint('gray', `  ${gutter} │ `) + clip(line, width - gutter.length - 5)];
}

function sourceLine(file: string, line: number): string | undefined {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[line - 1]?.replaceAll('\t', '  ');
  } catch {
    // The file was there a moment ago; a report without its frame is better than none.
    return undefined;
  }
}

/** Fewer columns of code than this say nothing. */
const LEAST_CODE = 24;

function drawPath(steps: readonly Evidence[], { paint, width }: Terminal): string[] {
  const kinds = Math.max(0, ...steps.map((step) => step.kind.length));
  return steps.flatMap((step, index) => {
    const isLast = index === steps.length - 1;
    const place = `${step.file}:${String(step.line)}`;
    const head = `  ${paint('gray', isLast ? '└─' : '├─')} ${paint('bold', step.kind.padEnd(kinds))} ${paint('cyan', place)}`;
    const left = width - (6 + kinds + place.length + 2);
    if (left >= LEAST_CODE) return [`${head}  ${clip(step.text, left)}`];
    // On a narrow terminal the code has a line of its own.
    return [head, `  ${paint('gray', isLast ? ' ' : '│')}    ${clip(step.text, width - 7)}`];
  });
}

function drawInventory(items: readonly InventoryItem[], { paint, width }: Terminal): string {
  const rows = items.map((item) => {
    const place = `${item.file}:${String(item.line)}`;
    return `  ${paint(COLOURS[item.level], item.level.padEnd(8))} ${item.name} ${paint('cyan', place)}\n${wrap(item.why, width - 11).map((line) => `           ${paint('gray', line)}`).join('\n')}`;
  });
  return [paint('bold', `Inventory: ${count(items.length, 'long-lived root')}`), ...rows].join('\n');
}

function drawSkipped(report: ScanReport, { paint }: Terminal): string {
  const rows = report.skipped.map(({ file, reason }) => `  ${paint('cyan', file)}  ${reason}`);
  return [paint('bold', `Skipped: ${count(report.skipped.length, 'file')}`), ...rows].join('\n');
}

function drawSummary(report: ScanReport, { paint, width }: Terminal): string {
  const levels = ['critical', 'high', 'warn', 'info'] as const;
  const counts = levels
    .map((level) => ({ level, number: report.findings.filter((finding) => finding.level === level).length }))
    .filter(({ number }) => number > 0)
    .map(({ level, number }) => ({ level, text: `${String(number)} ${level}` }));
  const scope = `${count(report.files, 'file')}, ${count(report.lines, 'line')}, ${duration(report.elapsedMs)}`;
  const plain = counts.length === 0 ? '✓ No findings' : `${count(report.findings.length, 'finding')}: ${counts.map(({ text }) => text).join(', ')}`;
  const painted = counts.length === 0 ? paint('green', plain) : `${count(report.findings.length, 'finding')}: ${counts.map(({ level, text }) => paint(COLOURS[level], text)).join(', ')}`;
  return `${painted}${plain.length + 2 + scope.length <= width ? '  ' : '\n'}${paint('gray', scope)}`;
}
