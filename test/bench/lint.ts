/**
 * `npm run bench:lint -- [folder] [--rounds 5] [--untyped]`: what the rules add to a lint run. Whole processes, in turn:
 * ESLint with the rules that typescript-eslint recommends, alone, with our `recommended`, with our `strict`; and, as the
 * floor below any real run, with the parser and one core rule, alone and with ours. Then all that with type information
 * and the rules that need it. Without a folder it takes a generated server of 1,000 files.
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
const [eslint, parser, others, plugin, folder, base, preset, typed] = process.argv.slice(1);
const { ESLint } = (await import(eslint)).default;
const languageOptions = { parser: (await import(parser)).default, parserOptions: typed === 'typed' ? { projectService: { allowDefaultProject: [] }, tsconfigRootDir: folder } : {} };
const rules = [
  ...(base === 'one core rule' ? [{ rules: { 'no-debugger': 'error' } }] : (await import(others)).default.configs[typed === 'typed' ? 'recommendedTypeChecked' : 'recommended']),
  ...(preset === 'nothing' ? [] : [(await import(plugin)).default.configs[preset]]),
];
const linter = new ESLint({
  cwd: folder, overrideConfigFile: true, errorOnUnmatchedPattern: false, allowInlineConfig: false,
  overrideConfig: [{ ignores: ['**/node_modules/**', '**/dist/**', '**/*.d.ts'] }, { files: ['**/*.{ts,tsx}'], languageOptions }, ...rules.map((one) => ({ ...one, files: ['**/*.{ts,tsx}'] }))],
});
const results = await linter.lintFiles(['**/*.{ts,tsx}']);
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({
  files: results.length, cpuSeconds: (user + system) / 1e6,
  problems: results.reduce((sum, { messages }) => sum + messages.filter(({ ruleId }) => ruleId?.startsWith('unsingleton/')).length, 0),
  broken: results.filter(({ messages }) => messages.some(({ fatal }) => fatal)).length,
}));
`;

type Lint = { readonly files: number; readonly cpuSeconds: number; readonly problems: number; readonly broken: number };
type Typing = 'untyped' | 'typed';

const BASES = ["typescript-eslint's recommended rules", 'one core rule'] as const;
const ADDED = ['nothing', 'recommended', 'strict'] as const;
const MOST_PERCENT: Readonly<Record<Typing, number>> = { untyped: 15, typed: 5 };

function lint(folder: string, base: string, preset: string, typing: Typing): Lint {
  const parameters = [require.resolve('eslint'), require.resolve('@typescript-eslint/parser'), require.resolve('typescript-eslint'), compiledPlugin(), folder, base, preset, typing];
  const { stdout, stderr } = spawnSync(process.execPath, ['--max-old-space-size=6144', '--input-type=module', '--eval', CHILD, ...parameters], { encoding: 'utf8', maxBuffer: 1e9 });
  const last = stdout.trim().split('\n').at(-1);
  if (!last?.startsWith('{')) throw new Error(`the lint run failed: ${stderr.slice(0, 2000)}`);
  return JSON.parse(last) as Lint;
}

function compare(folder: string, rounds: number, typing: Typing): void {
  for (const base of BASES) {
    const runs = inTurn(rounds, { nothing: () => lint(folder, base, 'nothing', typing), recommended: () => lint(folder, base, 'recommended', typing), strict: () => lint(folder, base, 'strict', typing) });
    const cpu = (preset: (typeof ADDED)[number]): number[] => runs[preset].map(({ cpuSeconds }) => cpuSeconds);
    const added = (preset: (typeof ADDED)[number]): Sample => {
      const percent = (value: number): number => (value - 1) * 100;
      const { median, low, high } = ratioOf(cpu(preset), cpu('nothing'));
      return { median: percent(median), low: percent(low), high: percent(high) };
    };
    console.log(`${folder}: ${String(runs.nothing[0]?.files)} files, ${typing}, ${base}; medians of ${String(rounds)} (lowest–highest)`);
    console.table(Object.fromEntries(ADDED.map((preset) => {
      const { broken, problems } = runs[preset][0] ?? {};
      return [preset, { 'CPU s': show(sampleOf(cpu(preset))), 'added, %': show(added(preset), 1), 'our problems': problems, 'not parsed': broken }];
    })));
    const bars = (['recommended', 'strict'] as const).map((preset) => ({ what: `${preset}, added to ${base}, ${typing}`, ratio: added(preset), limit: MOST_PERCENT[typing], unit: '%' as const }));
    if (base === BASES[0]) judge(bars);
  }
}

function compareAll(folder: string): void {
  compare(folder, Number(values.rounds), 'untyped');
  if (!values.untyped) compare(folder, Number(values.rounds), 'typed');
}

const { values, positionals: [folder] } = parseArgs({ allowPositionals: true, options: { rounds: { type: 'string', default: '5' }, untyped: { type: 'boolean', default: false } } });
if (folder === undefined) inServer(1000, compareAll);
else compareAll(resolve(folder));
