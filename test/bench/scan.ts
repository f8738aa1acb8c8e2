/**
 * Compares the CPU time of `scan` with that of parsing and walking the same files, the floor for anything that reads syntax.
 * usage: npm run bench:scan -- <folder> [rounds]
 * Each measurement is a process of its own that counts from when its code is loaded; the ratio of the medians is what counts, absolute figures are the machine's.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { isTestFile } from '../../src/analysis/confinement.js';
import { scanProject } from '../../src/analysis/scan.js';
import { findSourceFiles } from '../../src/project/files.js';

type Measurement = { readonly cpuSeconds: number; readonly files: number; readonly lines: number };

const [task, folder = '.', third] = process.argv.slice(2);

if (task === '--parse' || task === '--scan') console.log(JSON.stringify(await measure(task, resolve(folder), third)));
else compare(resolve(task ?? '.'), Number(process.argv[3] ?? 3));

async function measure(what: '--parse' | '--scan', root: string, cache: string | undefined): Promise<Measurement> {
  const started = process.cpuUsage();
  if (what === '--parse') {
    // Tests are not read by a scan, so they are no part of its floor.
    const files = findSourceFiles(root).files.filter((file) => !isTestFile(relative(root, file)));
    let lines = 0;
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      lines += text.split('\n').length;
      walk(parseSync(file, text, { preserveParens: false }).program);
    }
    return { cpuSeconds: cpu(started), files: files.length, lines };
  }
  const { files, lines } = await scanProject({ root, cache: cache ?? false });
  return { cpuSeconds: cpu(started), files, lines };
}

function walk(node: object): void {
  for (const value of Object.values(node) as unknown[]) {
    for (const part of Array.isArray(value) ? value as unknown[] : [value]) if (typeof part === 'object' && part !== null && 'type' in part) walk(part);
  }
}

function cpu(started: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}

function compare(root: string, rounds: number): void {
  const cache = mkdtempSync(join(tmpdir(), 'unsingleton-bench-'));
  try {
    const parse = median(rounds, () => run('--parse', root));
    const cold = median(rounds, () => run('--scan', root));
    run('--scan', root, cache);
    const warm = median(rounds, () => run('--scan', root, cache));
    console.log(`${root}: ${String(cold.files)} files, ${String(cold.lines)} lines (parsed: ${String(parse.files)} files, ${String(parse.lines)} lines)`);
    console.table({
      'parse and walk': row(parse.cpuSeconds, parse.cpuSeconds), 'scan, cold': row(cold.cpuSeconds, parse.cpuSeconds), 'scan, warm': row(warm.cpuSeconds, parse.cpuSeconds),
    });
    console.log(`cold ÷ parse ${(cold.cpuSeconds / parse.cpuSeconds).toFixed(2)} (bar 2.5) · warm ÷ cold ${(warm.cpuSeconds / cold.cpuSeconds).toFixed(2)} (bar 0.5)`);
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

function row(seconds: number, floor: number): { 'CPU s': string; ratio: string } {
  return { 'CPU s': seconds.toFixed(2), ratio: (seconds / floor).toFixed(2) };
}

function run(...args: readonly string[]): Measurement {
  const jiti = join(dirname(createRequire(import.meta.url).resolve('jiti/package.json')), 'lib/jiti-cli.mjs');
  const done = spawnSync(process.execPath, [jiti, fileURLToPath(import.meta.url), ...args], { encoding: 'utf8', maxBuffer: 1e8 });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout.trim().split('\n').at(-1) ?? '') as Measurement;
}

function median(rounds: number, take: () => Measurement): Measurement {
  const all = Array.from({ length: rounds }, take).sort((a, b) => a.cpuSeconds - b.cpuSeconds);
  const middle = all[Math.floor(all.length / 2)];
  if (!middle) throw new RangeError('at least one round is needed');
  return middle;
}
