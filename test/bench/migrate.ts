/**
 * `npm run bench:migrate [runs] [areas]`: plans and verifies the migration of a generated program of 1,000 files with
 * 2,000 uses, and compares CPU time and peak memory of the whole process with those of `tsc --noEmit` on the same files.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FILES_PER_AREA, USES_PER_AREA, writeProgram } from './migrate-program.js';

type Cost = { readonly cpuSeconds: number; readonly peakMb: number };

const repository = fileURLToPath(new URL('../../', import.meta.url));
const TSC = join(repository, 'node_modules/typescript/bin/tsc');
const CLI = join(repository, 'dist/src/cli/main.js');

const runs = Number(process.argv[2] ?? 3);
const areas = Number(process.argv[3] ?? 50);

const root = realpathSync(mkdtempSync(join(tmpdir(), 'bench-migrate-')));
try {
  writeProgram(root, areas, join(repository, 'node_modules'));
  const check: Cost[] = [];
  const migration: Cost[] = [];
  // Taken in turns, so that a busy machine slows both alike.
  for (let run = 0; run < runs; run += 1) {
    check.push(measure([TSC, '--noEmit', '-p', root]));
    const report = join(root, 'report.json');
    migration.push(measure([CLI, 'migrate', '--format', 'json', '--output', report]));
    requireWhole(JSON.parse(readFileSync(report, 'utf8')) as Report);
  }
  const [tsc, migrate] = [medianOf(check), medianOf(migration)];
  console.log(`${String(areas * FILES_PER_AREA)} files, ${String(areas * USES_PER_AREA)} uses, median of ${String(runs)}`);
  console.log(`tsc --noEmit  ${describe(tsc)}`);
  console.log(`migrate       ${describe(migrate)}`);
  console.log(`ratio         CPU ${(migrate.cpuSeconds / tsc.cpuSeconds).toFixed(2)} (at most 1.5), peak memory ${(migrate.peakMb / tsc.peakMb).toFixed(2)} (at most 1.5)`);
} finally {
  rmSync(root, { recursive: true, force: true });
}

/** Runs a script of Node's in a process of its own, and asks that process what it has used. */
function measure(command: readonly string[]): Cost {
  const hook = "import { writeSync } from 'node:fs'; process.on('exit', () => { const { user, system } = process.cpuUsage(); writeSync(3, JSON.stringify({ cpuSeconds: (user + system) / 1e6, peakMb: process.resourceUsage().maxRSS / 1024 })); });";
  const { status, output, stderr } = spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, ...command], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe', 'pipe'], maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${String(status)}: ${stderr}`);
  return JSON.parse(output[3] ?? '') as Cost;
}

type Report = { readonly sinks: number; readonly rewritten: number; readonly adapted: number; readonly diagnostics: { readonly new: readonly unknown[] }; readonly secondRun: { readonly edits: number } };

/** A migration that gave up early would be quick, and say nothing. */
function requireWhole({ sinks, rewritten, adapted, diagnostics, secondRun }: Report): void {
  const wanted = areas * USES_PER_AREA;
  if (sinks !== wanted || rewritten + adapted !== wanted || diagnostics.new.length > 0 || secondRun.edits > 0) {
    throw new Error(`The migration is not whole: ${String(rewritten + adapted)} of ${String(wanted)} uses, ${String(diagnostics.new.length)} new diagnostics, ${String(secondRun.edits)} edits in a second run.`);
  }
}

function medianOf(costs: readonly Cost[]): Cost {
  const middle = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;
  return { cpuSeconds: middle(costs.map((cost) => cost.cpuSeconds)), peakMb: middle(costs.map((cost) => cost.peakMb)) };
}

function describe({ cpuSeconds, peakMb }: Cost): string {
  return `${cpuSeconds.toFixed(1).padStart(6)} CPU s  ${peakMb.toFixed(0).padStart(6)} MB`;
}
