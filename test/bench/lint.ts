/**
 * `npm run bench:lint -- [folder] [--rounds 5] [--untyped]`: what the rules add to a lint run. Whole processes, in turn:
 * ESLint with the TypeScript parser and no rule, with one core rule (so that it walks the tree as it does in every real
 * run), with `recommended`, with `strict`; then all that with type information. Without a folder it takes a generated
 * server of 1,000 files.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compiledPlugin } from '../rules/compiled-plugin.js';
import { inServer } from './generated-server.js';
import { inTurn, judge, ratioOf, sampleOf, show, type Sample } from './measure.js';

const require = createRequire(import.meta.url);

const CHILD = `
const [eslint, parser, plugin, folder, preset, typed] = process.argv.slice(1);
const { ESLint } = (await import(eslint)).default;
const languageOptions = { parser: (await import(parser)).default, parserOptions: typed === 'typed' ? { projectService: { allowDefaultProject: [] }, tsconfigRootDir: folder } : {} };
const rules = preset === 'no rule' ? [] : preset === 'one core rule' ? [{ rules: { 'no-debugger': 'error' } }] : [(await import(plugin)).default.configs[preset]];
const linter = new ESLint({
  cwd: folder, overrideConfigFile: true, errorOnUnmatchedPattern: false, allowInlineConfig: false,
  overrideConfig: [{ ignores: ['**/node_modules/**', '**/dist/**', '**/*.d.ts'] }, { files: ['**/*.{ts,tsx}'], languageOptions }, ...rules.map((one) => ({ ...one, files: ['**/*.{ts,tsx}'] }))],
});
const results = await linter.lintFiles(['**/*.{ts,tsx}']);
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({
  files: results.length, cpuSeconds: (user + system) / 1e6,
  problems: results.reduce((sum, { messages }) => sum + messages.filter(({ ruleId }) => ruleId !== null).length, 0),
  broken: results.filter(({ messages }) => messages.some(({ fatal }) => fatal)).length,
}));
`;

type Lint = { readonly files: number; readonly cpuSeconds: number; readonly problems: number; readonly broken: number };
type Typing = 'untyped' | 'typed';

const PRESETS = ['no rule', 'one core rule', 'recommended', 'strict'] as const;
const MOST_PERCENT: Readonly<Record<Typing, number>> = { untyped: 15, typed: 5 };

function lint(folder: string, preset: (typeof PRESETS)[number], typing: Typing): Lint {
  const parameters = [require.resolve('eslint'), require.resolve('@typescript-eslint/parser'), compiledPlugin(), folder, preset, typing];
  const { stdout, stderr } = spawnSync(process.execPath, ['--max-old-space-size=6144', '--input-type=module', '--eval', CHILD, ...parameters], { encoding: 'utf8', maxBuffer: 1e9 });
  const last = stdout.trim().split('\n').at(-1);
  if (!last?.startsWith('{')) throw new Error(`the lint run failed: ${stderr.slice(0, 2000)}`);
  return JSON.parse(last) as Lint;
}

function compare(folder: string, rounds: number, typing: Typing): void {
  const runs = inTurn(rounds, Object.fromEntries(PRESETS.map((preset) => [preset, () => lint(folder, preset, typing)])) as Record<(typeof PRESETS)[number], () => Lint>);
  const cpu = (preset: (typeof PRESETS)[number]): number[] => runs[preset].map(({ cpuSeconds }) => cpuSeconds);
  const added = (preset: (typeof PRESETS)[number], base: (typeof PRESETS)[number]): Sample => {
    const percent = (value: number): number => (value - 1) * 100;
    const { median, low, high } = ratioOf(cpu(preset), cpu(base));
    return { median: percent(median), low: percent(low), high: percent(high) };
  };
  console.log(`${folder}: ${String(runs['no rule'][0]?.files)} files, ${typing}, medians of ${String(rounds)} (lowest–highest)`);
  console.table(Object.fromEntries(PRESETS.map((preset) => {
    const { broken, problems } = runs[preset][0] ?? {};
    return [preset, { 'CPU s': show(sampleOf(cpu(preset))), 'over no rule, %': show(added(preset, 'no rule'), 1), 'over one core rule, %': show(added(preset, 'one core rule'), 1), problems, 'not parsed': broken }];
  })));
  judge((['recommended', 'strict'] as const).map((preset) => ({ what: `${preset}, added to a run of one core rule, ${typing}`, ratio: added(preset, 'one core rule'), limit: MOST_PERCENT[typing], unit: '%' })));
}

function compareAll(folder: string): void {
  compare(folder, Number(values.rounds), 'untyped');
  if (!values.untyped) compare(folder, Number(values.rounds), 'typed');
}

const { values, positionals: [folder] } = parseArgs({ allowPositionals: true, options: { rounds: { type: 'string', default: '5' }, untyped: { type: 'boolean', default: false } } });
if (folder === undefined) inServer(1000, compareAll);
else compareAll(resolve(folder));
