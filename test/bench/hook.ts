/**
 * `npm run bench:hook -- <repository> [--commits 40]`: what a pre-commit hook would have cost the people who wrote a
 * repository. Goes through its last commits, stages what each did to one file, with a warm cache from before it, and
 * takes the wall time of `scan --staged` against the start of Node itself. Works in a clone, which it removes.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isTestFile } from '../../src/analysis/confinement.js';
import { findSourceFiles } from '../../src/project/files.js';
import { sampleOf, show } from './measure.js';

const SCAN = [join(import.meta.dirname, '../../dist/src/cli/main.js'), 'scan', '--fail-on', 'never'] as const;
const LIMIT = 6;
/** Of so many commits, few change nothing that is scanned. */
const LOOKED_AT = 20;

type Taken = { readonly files: number; readonly ms: number; readonly ratio: number };

function replay(folder: string, commits: number): readonly Taken[] {
  const git = (...parameters: readonly string[]): string => execFileSync('git', [...parameters], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] });
  const wall = (...parameters: readonly string[]): number => {
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, parameters, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${parameters.join(' ')} ended with ${String(status)}: ${stderr}`);
    return performance.now() - started;
  };
  // Caches are kept in it.
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  const taken: Taken[] = [];
  const log = git('log', '--no-merges', '--diff-filter=M', '--name-only', '--format=%x00%H', '-n', String(commits * LOOKED_AT)).split('\0').slice(1);
  for (const entry of log) {
    if (taken.length === commits) break;
    const [commit = '', , ...names] = entry.trim().split('\n');
    if (!names.some((name) => /\.[cm]?[jt]sx?$/.test(name))) continue;
    git('checkout', '--quiet', '--force', `${commit}^`);
    const { files } = findSourceFiles(folder);
    const scanned = new Set(files.map((file) => relative(folder, file)).filter((name) => !isTestFile(name)));
    const name = names.find((one) => scanned.has(one));
    if (name === undefined) continue;
    wall(...SCAN);
    writeFileSync(join(folder, name), git('show', `${commit}:${name}`));
    git('add', '--force', name);
    const [node, ms] = [wall('-e', '0'), wall(...SCAN, '--staged')];
    taken.push({ files: scanned.size, ms, ratio: ms / node });
  }
  return taken;
}

function tell(taken: readonly Taken[]): void {
  const ratios = taken.map(({ ratio }) => ratio).toSorted((a, b) => a - b);
  console.log(`${String(taken.length)} commits, ${show(sampleOf(taken.map(({ files }) => files)), 0)} files, medians (lowest–highest)`);
  console.table({ 'scan --staged': { ms: show(sampleOf(taken.map(({ ms }) => ms)), 0), '÷ node -e 0': show(sampleOf(ratios), 1), 'of ten, nine within': (ratios[Math.floor(ratios.length * 0.9)] ?? NaN).toFixed(1), [`within ${String(LIMIT)}`]: `${String(ratios.filter((ratio) => ratio <= LIMIT).length)} of ${String(ratios.length)}` } });
}

const { values, positionals: [repository] } = parseArgs({ allowPositionals: true, options: { commits: { type: 'string', default: '40' } } });
if (repository === undefined) throw new TypeError('which repository? npm run bench:hook -- <repository>');
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'unsingleton-hook-')));
try {
  execFileSync('git', ['clone', '--quiet', '--shared', '--no-checkout', resolve(repository), folder]);
  tell(replay(folder, Number(values.commits)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
