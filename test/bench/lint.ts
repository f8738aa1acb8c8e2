/**
 * What the rules add to a lint run of a real repository: `npm run bench:lint -- <folder> [runs] [--typed]`.
 * Four processes, each several times in turn: ESLint with the TypeScript parser and no rule, with one core rule (so that
 * ESLint walks the tree as it does in every real run), with `recommended`, with `strict`; then with type information.
 * CPU seconds (user and system) of whole processes, medians. The bar: 15 % of an untyped run, 5 % of a typed one.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { compiledPlugin } from '../rules/compiled-plugin.js';

const [folder = '.', runs = '5'] = process.argv.slice(2);
const require = createRequire(import.meta.url);

const CHILD = `
const [eslint, parser, plugin, folder, preset, typed] = process.argv.slice(1);
const { ESLint } = (await import(eslint)).default;
const languageOptions = { parser: (await import(parser)).default, parserOptions: typed === 'typed' ? { projectService: { allowDefaultProject: [] }, tsconfigRootDir: folder } : {} };
const rules = preset === 'none' ? [] : preset === 'one core rule' ? [{ rules: { 'no-debugger': 'error' } }] : [(await import(plugin)).default.configs[preset]];
const linter = new ESLint({
  cwd: folder, overrideConfigFile: true, errorOnUnmatchedPattern: false, allowInlineConfig: false,
  overrideConfig: [{ ignores: ['**/node_modules/**', '**/dist/**', '**/*.d.ts'] }, { files: ['**/*.{ts,tsx}'], languageOptions }, ...rules.map((one) => ({ ...one, files: ['**/*.{ts,tsx}'] }))],
});
const results = await linter.lintFiles(['**/*.{ts,tsx}']);
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({
  files: results.length, cpu: (user + system) / 1e6,
  problems: results.reduce((sum, { messages }) => sum + messages.filter(({ ruleId }) => ruleId !== null).length, 0),
  broken: results.filter(({ messages }) => messages.some(({ fatal }) => fatal)).length,
}));
`;

type Run = { readonly files: number; readonly cpu: number; readonly problems: number; readonly broken: number };
type Preset = 'none' | 'one core rule' | 'recommended' | 'strict';

function lint(preset: Preset, typed: boolean): Run {
  const arguments_ = [require.resolve('eslint'), require.resolve('@typescript-eslint/parser'), compiledPlugin(), resolve(folder), preset, typed ? 'typed' : 'untyped'];
  const { stdout, stderr } = spawnSync(process.execPath, ['--max-old-space-size=6144', '--input-type=module', '--eval', CHILD, ...arguments_], { encoding: 'utf8', maxBuffer: 1e9 });
  const last = stdout.trim().split('\n').at(-1);
  if (!last?.startsWith('{')) throw new Error(`the lint run failed: ${stderr.slice(0, 2000)}`);
  return JSON.parse(last) as Run;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const percent = (value: number, base: number): string => `${((value / base - 1) * 100).toFixed(1)} %`;

function measure(typed: boolean): Record<string, unknown>[] {
  const presets: readonly Preset[] = ['none', 'one core rule', 'recommended', 'strict'];
  const times: Map<Preset, Run[]> = new Map(presets.map((preset) => [preset, []]));
  // In turn, so that a busy moment of the machine hits all alike.
  for (let run = 0; run < Number(runs); run++) for (const preset of presets) times.get(preset)?.push(lint(preset, typed));
  const cpuOf = (preset: Preset): number => median((times.get(preset) ?? []).map(({ cpu }) => cpu));
  return presets.map((preset) => {
    const first = times.get(preset)?.[0];
    return {
      run: typed ? 'typed' : 'untyped', rules: preset, files: first?.files, 'not parsed': first?.broken, problems: first?.problems,
      'CPU s': cpuOf(preset).toFixed(2),
      'over no rule': percent(cpuOf(preset), cpuOf('none')), 'over one core rule': percent(cpuOf(preset), cpuOf('one core rule')),
    };
  });
}

console.table(measure(false));
if (process.argv.includes('--typed')) console.table(measure(true));
