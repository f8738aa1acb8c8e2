/**
 * `npm run bench:cold -- [--rounds 11]`: what a pre-commit hook costs, `scan --staged` for one changed file of a
 * repository of 1,000 files, as a process of its own with a warm cache, against the start of Node itself; and what
 * importing the parts costs. Wall time, taken in turn.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inServer } from './generated-server.js';
import { inTurn, judge, ratioOf, sampleOf, show } from './measure.js';

const BUILT = join(import.meta.dirname, '../../dist');
const SCAN = [join(BUILT, 'src/cli/main.js'), 'scan', '--fail-on', 'never'] as const;
const HOOK = [...SCAN, '--staged'] as const;
/** What is staged: a file that keeps nothing, one that keeps an object which does no harm, and the one that leaks; and where a function in it begins that is called. */
const STAGED = {
  nothing: { file: 'src/area-7/types.ts', body: 'export function toResult(text: string, input: TaskInput): TaskResult {' },
  'an object': { file: 'src/area-7/service-0.ts', body: 'private label({ name, priority }: TaskInput): string {' },
  'a leak': { file: 'src/agents.ts', body: 'async run(task: string): Promise<string> {' },
} as const;
type Kept = keyof typeof STAGED;
/** What is done to its text. */
const CHANGES = {
  'a constant added': (text: string, round: number) => `${text}\nexport const most${String(round)} = ${String(round)};\n`,
  'a function added': (text: string, round: number) => `${text}\nexport const clip${String(round)} = (text: string): string => text.slice(${String(round)}).trim();\n`,
  'a statement added to a function that is called': (text: string, round: number, body: string) => text.replace(body, `${body}\n  if (Date.now() < ${String(round)}) throw new Error('not yet');`),
} as const;
type Change = keyof typeof CHANGES;
const HOOKS = (['nothing', 'an object', 'a leak'] as const).flatMap((kept) => (Object.keys(CHANGES) as Change[]).map((change) => ({ kept, change, name: `scan --staged, ${change}, in a file that keeps ${kept}` })));

const imported = (file: string): readonly string[] => ['--input-type=module', '--eval', `await import(${JSON.stringify(join(BUILT, file))})`];

/** Milliseconds. @throws when it ends with anything but 0 */
function wall(folder: string, parameters: readonly string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, parameters, { cwd: folder, encoding: 'utf8' });
  const ended = performance.now();
  if (status !== 0) throw new Error(`${parameters.join(' ')} ended with ${String(status)}: ${stderr}`);
  return ended - started;
}

function compare(folder: string, rounds: number): void {
  const git = (...parameters: readonly string[]): void => { execFileSync('git', ['-c', 'user.name=Alice', '-c', 'user.email=alice@example.com', ...parameters], { cwd: folder }); };
  /** Changes one file since the last scan and the last commit. */
  const stage = (kept: Kept, change: Change, round: number): void => {
    git('commit', '--quiet', '--all', '--allow-empty', '--message', 'Go on');
    wall(folder, SCAN);
    const { file, body } = STAGED[kept];
    const before = readFileSync(join(folder, file), 'utf8');
    const after = CHANGES[change](before, round, body);
    if (after === before) throw new Error(`${file} has no ${body}`);
    writeFileSync(join(folder, file), after);
    git('add', '--all');
  };
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n');
  git('init', '--quiet');
  git('add', '--all');

  const times = inTurn<string, number>(rounds, {
    'node -e 0': () => wall(folder, ['-e', '0']),
    ...Object.fromEntries(HOOKS.map(({ kept, change, name }) => [name, (round: number) => { stage(kept, change, round); return wall(folder, HOOK); }])),
    'scan --staged, nothing changed since': () => wall(folder, HOOK),
    'import of the plugin': () => wall(folder, imported('rules/index.js')),
    'import of the programmatic API': () => wall(folder, imported('src/index.js')),
    'import of @unsingleton/runtime': () => wall(folder, ['--input-type=module', '--eval', 'await import("@unsingleton/runtime")']),
  });
  const node = times['node -e 0'] ?? [];
  console.log(`medians of ${String(rounds)} (lowest–highest)`);
  console.table(Object.fromEntries(Object.entries(times).map(([name, taken]) => [name, { ms: show(sampleOf(taken), 0), '÷ node -e 0': show(ratioOf(taken, node), 1) }])));
  judge(HOOKS.map(({ name }) => ({ what: `${name} ÷ node -e 0`, ratio: ratioOf(times[name] ?? [], node), limit: 6 })));
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '11' } } });
inServer(1000, (folder) => { compare(folder, Number(values.rounds)); });
