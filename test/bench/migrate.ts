/**
 * `npm run bench:migrate -- [--files 1000] [--rounds 3]`: plans and verifies the migration of a generated server, and
 * compares CPU time and peak memory of the whole process with those of `tsc --noEmit` on the same files.
 * `--grow`: how the cost grows with the number of files.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { MigrationReport } from '../../codemods/change/report.js';
import { inServer, usesIn } from './generated-server.js';
import { grow } from './growth.js';
import { costOf, inTurn, judge, ratioOf, sampleOf, show, type Cost } from './measure.js';

const REPOSITORY = join(import.meta.dirname, '../..');
const TSC = join(REPOSITORY, 'node_modules/typescript/bin/tsc');
const CLI = join(REPOSITORY, 'dist/src/cli/main.js');

function migrate(folder: string, files: number): Cost {
  const report = join(folder, 'report.json');
  const cost = costOf(folder, CLI, 'migrate', '--format', 'json', '--output', report);
  requireWhole(JSON.parse(readFileSync(report, 'utf8')) as MigrationReport, usesIn(files));
  return cost;
}

/** A migration that gave up early would be quick, and say nothing. */
function requireWhole({ sinks, rewritten, adapted, diagnostics, secondRun }: MigrationReport, wanted: number): void {
  if (sinks !== wanted || rewritten + adapted !== wanted || diagnostics.new.length > 0 || secondRun.edits > 0) {
    throw new Error(`The migration is not whole: ${String(rewritten + adapted)} of ${String(wanted)} uses, ${String(diagnostics.new.length)} new diagnostics, ${String(secondRun.edits)} edits in a second run.`);
  }
}

function compare(folder: string, files: number, rounds: number): void {
  const costs = inTurn(rounds, { 'tsc --noEmit': () => costOf(folder, TSC, '--noEmit', '-p', folder), migrate: () => migrate(folder, files) });
  const cpu = (name: keyof typeof costs): number[] => costs[name].map(({ cpuSeconds }) => cpuSeconds);
  const peak = (name: keyof typeof costs): number[] => costs[name].map(({ peakMb }) => peakMb);
  console.log(`${String(files)} files, ${String(usesIn(files))} uses, medians of ${String(rounds)} (lowest–highest)`);
  console.table(Object.fromEntries((['tsc --noEmit', 'migrate'] as const).map((name) => [name, { 'CPU s': show(sampleOf(cpu(name))), 'peak MB': show(sampleOf(peak(name)), 0) }])));
  judge([
    { what: 'migrate ÷ tsc, CPU', ratio: ratioOf(cpu('migrate'), cpu('tsc --noEmit')), limit: 1.5 },
    { what: 'migrate ÷ tsc, peak memory', ratio: ratioOf(peak('migrate'), peak('tsc --noEmit')), limit: 1.5 },
  ]);
}

const { values } = parseArgs({ options: { files: { type: 'string', default: '1000' }, rounds: { type: 'string' }, grow: { type: 'boolean', default: false } } });
if (values.grow) grow(Number(values.rounds ?? 1), migrate);
else inServer(Number(values.files), (folder) => { compare(folder, Number(values.files), Number(values.rounds ?? 3)); });
