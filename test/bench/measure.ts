/** What whole processes cost, and what several rounds of them say. */
import { spawnSync } from 'node:child_process';

export type Cost = { readonly cpuSeconds: number; readonly peakMb: number };
export type Run = { readonly status: number | null; readonly stdout: string; readonly stderr: string; readonly cost: Cost | null };
export type Sample = { readonly median: number; readonly low: number; readonly high: number };
export type Bar = { readonly what: string; readonly ratio: Sample; readonly limit: number; readonly unit?: '%' };

const REPORT = "import { writeSync } from 'node:fs'; process.on('exit', () => { const { user, system } = process.cpuUsage(); writeSync(3, JSON.stringify({ cpuSeconds: (user + system) / 1e6, peakMb: process.resourceUsage().maxRSS / 1024 })); });";

/** Runs Node with these arguments, from its start to its end, and counts user and system time of all its threads. */
export function run(folder: string, ...command: readonly string[]): Run {
  const { status, output, stderr } = spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(REPORT)}`, ...command], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe', 'pipe'], maxBuffer: 1 << 28 });
  return { status, stdout: output[1] ?? '', stderr, cost: JSON.parse(output[3] || 'null') as Cost | null };
}

/** @throws when it ends with anything but 0 */
export function costOf(folder: string, ...command: readonly string[]): Cost {
  const { status, stderr, cost } = run(folder, ...command);
  if (status !== 0 || cost === null) throw new Error(`${command.join(' ')} ended with ${String(status)}: ${stderr}`);
  return cost;
}

/** Does each once in every round, so that a busy machine slows all alike. */
export function inTurn<Name extends string, Taken>(rounds: number, tasks: Readonly<Record<Name, (round: number) => Taken>>): Record<Name, Taken[]> {
  const taken = Object.fromEntries(Object.keys(tasks).map((name) => [name, []])) as unknown as Record<Name, Taken[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of Object.keys(tasks) as Name[]) taken[name].push(tasks[name](round));
  }
  return taken;
}

/** @throws when there is nothing to take the median of */
export function sampleOf(values: readonly number[]): Sample {
  const sorted = values.toSorted((a, b) => a - b);
  const [median, low, high] = [sorted[values.length >> 1], sorted[0], sorted.at(-1)];
  if (median === undefined || low === undefined || high === undefined) throw new RangeError('at least one round is needed');
  return { median, low, high };
}

/** Each round against the same round of the other, which the machine slowed as much. */
export function ratioOf(values: readonly number[], base: readonly number[]): Sample {
  return sampleOf(values.map((value, round) => value / (base[round] ?? NaN)));
}

/** The slope of a line through the logarithms: 1 when what is twice as large costs twice as much. */
export function slopeOf(points: readonly (readonly [size: number, cost: number])[]): number {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  const mean = (at: 0 | 1): number => logs.reduce((sum, log) => sum + log[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  return logs.reduce((sum, [size, cost]) => sum + (size - x) * (cost - y), 0) / logs.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
}

export function show({ median, low, high }: Sample, digits = 2): string {
  return `${median.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}

/** Says which bars are met; the process ends with 1 when one is missed. */
export function judge(bars: readonly Bar[]): void {
  for (const { what, ratio, limit, unit } of bars) {
    const isMet = ratio.median <= limit;
    console.log(`${isMet ? 'met   ' : 'missed'} ${what}: ${show(ratio)}${unit ? ` ${unit}` : ''}, at most ${String(limit)}`);
    if (!isMet) process.exitCode = 1;
  }
}
