import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { findMachines, installPeers, type Machine } from './runtime-machines.js';

// `npm run bench:runtime [-- --quick]`: what the runtime costs, beside bare `new` and beside its peers
// doing the same work. Each figure comes from processes of its own, interleaved, and the ratios from one run.

const quick = process.argv.includes('--quick');
const PROCESSES = quick ? 2 : 5;
const MILLISECONDS = quick ? 300 : 1000;

const BARE = 'bare new';
const FLOOR = 'AsyncLocalStorage run + getStore';
const SCOPE = 'unsingleton: scope of an existing context';
const FULL = 'unsingleton: context created and validated, and scope';
const HIT = 'unsingleton: memoised hit';
const OWNER = 'unsingleton: owner check';
const CLS = 'nestjs-cls: run + set + get';

type Timing = { readonly low: number; readonly median: number };
type Bar = { readonly what: string; readonly value: number; readonly limit: number | undefined; readonly unit: string };

const folder = installPeers(join(import.meta.dirname, '../../src/runtime'));
const program = join(folder, 'runtime-case.mjs');
copyFileSync(join(import.meta.dirname, 'runtime-case.mjs'), program);

const { machines, skipped } = findMachines([20, 22, 24, 26]);
let missed = 0;
for (const machine of machines) missed += report(machine);
for (const line of skipped) console.log(line);
if (missed > 0 && process.argv.includes('--strict')) process.exitCode = 1;

function run<Result>({ node }: Machine, ...parameters: string[]): Result {
  const output = execFileSync(node, ['--expose-gc', program, ...parameters], { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'ignore'] });
  return JSON.parse(output) as Result;
}

function measure(machine: Machine): Map<string, Timing> {
  const names = run<string[]>(machine, 'names');
  const timings: Map<string, Timing[]> = new Map();
  for (let round = 0; round < PROCESSES; round++) {
    for (const name of names) {
      try {
        timings.set(name, [...(timings.get(name) ?? []), run<Timing>(machine, name, String(MILLISECONDS))]);
      } catch {
        // A peer that does not load on this Node is left out, and shows as such.
      }
    }
  }
  const middle = (values: number[]): number => values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
  return new Map(names.map((name) => {
    const found = timings.get(name) ?? [];
    return [name, { low: Math.min(...found.map(({ low }) => low)), median: middle(found.map(({ median }) => median)) }];
  }));
}

function report(machine: Machine): number {
  const timings = measure(machine);
  const bytes = run<{ context: number; scope: number }>(machine, 'bytes');
  const of = (name: string): number => timings.get(name)?.low ?? Number.NaN;
  console.log(`\nNode ${machine.version} · ns per operation, ${PROCESSES} processes of ${MILLISECONDS} ms each · low = 2nd percentile of the best process; ratios of lows\n`);
  console.log(`  ${'low'.padStart(8)} ${'median'.padStart(8)} ${'× bare'.padStart(7)} ${'× floor'.padStart(8)}`);
  for (const [name, { low, median }] of timings) {
    const figures = [low.toFixed(1).padStart(8), median.toFixed(1).padStart(8), (low / of(BARE)).toFixed(2).padStart(7), (low / of(FLOOR)).toFixed(2).padStart(8)];
    console.log(Number.isFinite(low) ? `  ${figures.join(' ')}  ${name}` : `  ${'–'.padStart(8)}  ${name}: does not load on this Node`);
  }
  // From Node 24 on one AsyncLocalStorage run costs more than all the rest, so there the figure is given
  // against that floor; and the bar of five times bare new is Node 20's.
  const major = Number(/\d+/.exec(machine.version)?.[0]);
  const bars: Bar[] = [
    { what: 'scope of an existing context ÷ nestjs-cls', value: of(SCOPE) / of(CLS), limit: major < 24 ? 0.6 : undefined, unit: '×' },
    { what: 'scope of an existing context ÷ AsyncLocalStorage run with the same work', value: of(SCOPE) / of(FLOOR), limit: undefined, unit: '×' },
    { what: 'context created and validated, and scope ÷ bare new', value: of(FULL) / of(BARE), limit: major === 20 ? 5 : undefined, unit: '×' },
    { what: 'memoised hit ÷ bare new', value: of(HIT) / of(BARE), limit: 2, unit: '×' },
    { what: 'owner check', value: of(OWNER), limit: 15, unit: 'ns' },
    { what: 'a live scope with its context and one instance', value: bytes.scope, limit: 650, unit: 'bytes' },
  ];
  console.log('');
  for (const { what, value, limit, unit } of bars) {
    const shown = unit === 'bytes' ? value.toFixed(0) : value.toFixed(2);
    if (limit === undefined) console.log(`         ${what}: ${shown} ${unit}`);
    else console.log(`  ${value <= limit ? 'met   ' : 'missed'} ${what}: ${shown} ${unit} (bar ${limit})`);
  }
  console.log(`         a context alone: ${bytes.context.toFixed(0)} bytes`);
  return bars.filter(({ value, limit }) => limit !== undefined && !(value <= limit)).length;
}
