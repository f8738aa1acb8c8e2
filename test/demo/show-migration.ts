import type { MigrationReport } from '../../codemods/change/report.js';
import { paragraph, quiet, table } from './print.js';

/** What a migration did, whose each part of the state became, and what it refused. */
export function showMigration(report: MigrationReport): void {
  const { sinks, rewritten, adapted, scoped, refused, functionsThreaded, entryPoints, diagnostics, elapsedMs, peakRssMb } = report;
  table([
    ['uses of the accessor', String(sinks)],
    ['  rewritten', String(rewritten)],
    ['  adapted', String(adapted)],
    ['  read from the scope', String(scoped)],
    ['  refused and marked', String(refused.length)],
    ['moved', `${((100 * (rewritten + adapted)) / sinks).toFixed(1)} %`],
    ['functions that take the context', String(functionsThreaded)],
    ['entry points that open it', String(entryPoints.length)],
    ['files changed', String(report.filesChanged)],
    ['new messages of the compiler', String(diagnostics.new.length)],
    ['edits of a second run', String(report.secondRun.edits)],
    ['seconds', (elapsedMs / 1000).toFixed(1)],
    ['peak memory', `${peakRssMb} MB`],
  ]);
  console.log();
  for (const { name, kind, why } of report.state ?? []) quiet(`${name.replace(/^.*\./, '').padEnd(16)} ${kind.padEnd(14)} ${why}`);
  if (report.state) console.log();
  for (const { file, line, code, message } of refused) {
    quiet(`${file}:${line}  ${code}`);
    paragraph(message);
  }
}
