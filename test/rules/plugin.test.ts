import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ESLint, Linter } from 'eslint';
import { ESLint as ESLint9, Linter as Linter9 } from 'eslint-9';
import tseslint from 'typescript-eslint';
import { afterAll, describe, expect, it } from 'vitest';
import type { Plugin } from '../../rules/index.js';
import { compiledPlugin } from './compiled-plugin.js';

const require = createRequire(import.meta.url);
const plugin = require(compiledPlugin()) as Plugin;

const root = realpathSync(mkdtempSync(join(tmpdir(), 'unsingleton-plugin-test-')));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function project(name: string, files: Record<string, string>): string {
  const folder = join(root, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

const AGENTS = `class Agents { owner = ''; serve(owner) { this.owner = owner; } }
let agents;
export const getAgentInstanceFactory = () => (agents ??= new Agents());
export const createAgentInstanceFactory = (userContext) => { const made = new Agents(); made.serve(userContext.userId); return made; };
`;
const USE = `import { getAgentInstanceFactory } from './agents.js';\nexport const run = (userContext) => getAgentInstanceFactory().serve(userContext.userId);\n`;

describe('the plugin', () => {
  it('is what a configuration in CommonJS gets from require()', () => {
    expect(plugin.meta).toEqual({ name: 'unsingleton', version: (require('../../package.json') as { version: string }).version, namespace: 'unsingleton' });
    expect(Object.keys(plugin)).toEqual(['meta', 'rules', 'configs']);
  });

  it('computes its configurations from what the rules say of themselves', () => {
    for (const preset of ['recommended', 'strict'] as const) {
      const wanted = Object.entries(plugin.rules).filter(([, { meta }]) => meta.docs?.presets[preset] !== undefined).map(([name]) => `unsingleton/${name}`);
      expect(Object.keys(plugin.configs[preset].rules ?? {})).toEqual(wanted);
      expect(plugin.configs[preset].plugins).toEqual({ unsingleton: plugin });
    }
    expect(Object.keys(plugin.configs.strict.rules ?? {})).toHaveLength(Object.keys(plugin.rules).length);
  });

  it.each([['10', ESLint], ['9.15', ESLint9 as unknown as typeof ESLint]])('works in the command line\'s engine of ESLint %s, with nothing but `recommended`', async (_version, Engine) => {
    const folder = project('engine', { 'src/agents.js': AGENTS, 'src/run.js': USE });
    const eslint = new Engine({ cwd: folder, overrideConfigFile: true, overrideConfig: [plugin.configs.recommended as Linter.Config] });
    const results = await eslint.lintFiles(['src']);
    const found = results.flatMap(({ filePath, messages }) => messages.map(({ ruleId, line }) => `${filePath.slice(folder.length + 1)}:${String(line)} ${String(ruleId)}`));
    expect(found).toContain('src/run.js:2 unsingleton/no-singleton-accessor');
    expect(results.flatMap(({ messages }) => messages).filter(({ fatal }) => fatal)).toEqual([]);
  });
});

describe('a rule', () => {
  const verify = (engine: typeof Linter, code: string, options: { filename?: string; settings?: object; cwd?: string; config?: object } = {}): Linter.LintMessage[] =>
    new engine({ cwd: options.cwd ?? root }).verify(code, [{ files: ['**/*.js', '**/*.ts', '**/<input>', '**/*.md/*'] }, plugin.configs.strict as Linter.Config, { settings: options.settings === undefined ? {} : { unsingleton: options.settings } } as Linter.Config, (options.config ?? {}) as Linter.Config], options.filename === undefined ? {} : { filename: options.filename });

  it.each([['10', Linter], ['9.15', Linter9 as unknown as typeof Linter]])('is quiet about what it cannot know when text has no file, in ESLint %s', (_version, engine) => {
    // The story's name is known without following the import; anything else is not.
    const messages = verify(engine, USE);
    expect(messages.map(({ ruleId, line }) => [ruleId, line])).toEqual([['unsingleton/no-singleton-accessor', 2]]);
    expect(verify(engine, USE.replaceAll('getAgentInstanceFactory', 'getEngine'))).toEqual([]);
  });

  it('reads the nearest configuration file', () => {
    const folder = project('configured', {
      'unsingleton.config.json': JSON.stringify({ allow: [{ name: 'getAgentInstanceFactory', why: 'one tenant' }] }), 'src/agents.js': AGENTS, 'src/run.js': USE,
    });
    expect(verify(Linter, USE, { filename: join(folder, 'src/run.js'), cwd: folder }).filter(({ line }) => line === 2)).toEqual([]);
  });

  it('says a mistake in the configuration file once for each file, in one sentence, and nothing else', () => {
    const folder = project('misconfigured', { 'unsingleton.config.json': JSON.stringify({ context: { nmae: 'ctx' } }), 'src/agents.js': AGENTS, 'src/run.js': USE });
    expect(verify(Linter, USE, { filename: join(folder, 'src/run.js'), cwd: folder }).map(({ message }) => message)).toEqual([expect.stringMatching(/unsingleton\.config\.json: "context\.nmae" is not a setting, did you mean "name"\.$/)]);
  });

  it('survives settings of every wrong kind', () => {
    for (const settings of [1, 'x', null, { accessors: 'getAgents' }, { context: null }]) {
      const messages = verify(Linter, USE, { settings: settings as object });
      expect(messages.map(({ message }) => message)).toEqual([expect.stringMatching(/^settings\.unsingleton: .*\.$/)]);
    }
  });

  it('survives imports that lead nowhere, in circles or into broken files', () => {
    const folder = project('broken', {
      'src/a.js': `export * from './b.js';`, 'src/b.js': `export * from './a.js';`, 'src/broken.js': `export const = ;`, 'src/text.js': '\u0000\uffff',
      'src/run.js': `import { x } from './a.js';\nimport { y } from './broken.js';\nimport { z } from './missing.js';\nimport { t } from './text.js';\nx(); y(); z(); t();`,
    });
    expect(verify(Linter, `import { x } from './a.js';\nimport { y } from './broken.js';\nimport { z } from './missing.js';\nimport { t } from './text.js';\nx(); y(); z(); t();`, { filename: join(folder, 'src/run.js'), cwd: folder })).toEqual([]);
  });

  it('goes on where only the linter\'s own parser could read a file that others import', async () => {
    const dialect = '%% a dialect\n';
    const tail = `let last = '';\nexport function keep(user) { last = user; return last; }\n`;
    const folder = project('dialect', { 'src/keep.js': dialect + tail, 'src/run.js': `import { keep } from './keep.js';\nexport const run = (user) => keep(user);\n`, 'src/again.js': `import { keep } from './keep.js';\nexport const again = () => keep('');\n` });
    const { parseForESLint } = tseslint.parser as unknown as { parseForESLint: (text: string, options: object) => object };
    const parser = { parseForESLint: (text: string, options: object) => parseForESLint(text.replace('%%', '//'), options) };
    const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: [plugin.configs.strict as Linter.Config, { languageOptions: { parser: parser as unknown as Linter.Parser } }] });
    for (const file of ['src/run.js', 'src/keep.js', 'src/again.js']) expect((await eslint.lintFiles([file]))[0]?.messages.filter(({ fatal }) => fatal)).toEqual([]);
  });

  it('says nothing of a bundle, which a scan leaves out, wherever it is imported', async () => {
    const long = `let last; export function keep(user) { last = user; return last; } export const words = '${'words '.repeat(180_000)}';\n`;
    const folder = project('bundle', { 'src/bundle.js': long, 'src/run.js': `import { keep } from './bundle.js';\nexport const run = (user) => keep(user);\n` });
    const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: [plugin.configs.strict as Linter.Config] });
    for (const file of ['src/run.js', 'src/bundle.js']) expect((await eslint.lintFiles([file]))[0]?.messages).toEqual([]);
  });

  it('sees what an editor has not saved, and what it has saved elsewhere', async () => {
    const folder = project('edited', { 'src/agents.js': `export const getEngine = () => ({});`, 'src/run.js': '' });
    const code = `import { getEngine } from './agents.js';\nexport const run = () => getEngine();\n`;
    const lint = (): number => verify(Linter, code, { filename: join(folder, 'src/run.js'), cwd: folder, settings: { accessors: [] }, config: { rules: { 'unsingleton/no-singleton-accessor': ['error', { level: 'info' }] } } }).length;
    expect(lint()).toBe(0);
    writeFileSync(join(folder, 'src/agents.js'), `class Engine { user = ''; serve(user) { this.user = user; } }\nlet engine;\nexport const getEngine = () => (engine ??= new Engine());\n`);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(lint()).toBe(1);
  });

  it('finds a context by its inferred type, and says so, where the linter has types', () => {
    const folder = project('typed', {
      'tsconfig.json': JSON.stringify({ compilerOptions: { strict: true, module: 'nodenext', types: [] }, include: ['src'] }),
      'src/context.ts': `export class UserExecutionContext { constructor(readonly userId: string) {} }\nexport const identify = (id: string) => new UserExecutionContext(id);\n`,
      'src/agents.ts': AGENTS.replace('let agents;', 'let agents: Agents | undefined;').replace('serve(owner)', 'serve(owner: string)').replace('(userContext)', '(userContext: { userId: string })'),
      'src/run.ts': '',
    });
    const code = `import { getAgentInstanceFactory } from './agents.js';\nimport { identify } from './context.js';\nexport function run(id: string): unknown {\n  const who = identify(id);\n  return [who, getAgentInstanceFactory()];\n}\n`;
    writeFileSync(join(folder, 'src/run.ts'), code);
    const lint = (parserOptions: object): (string[] | undefined)[] => verify(Linter, code, {
      filename: join(folder, 'src/run.ts'), cwd: folder, config: { languageOptions: { parser: tseslint.parser, parserOptions } },
    }).filter(({ ruleId }) => ruleId === 'unsingleton/no-singleton-accessor').map(({ suggestions }) => suggestions?.map(({ desc }) => desc));
    expect(lint({})).toEqual([undefined]);
    expect(lint({ projectService: true, tsconfigRootDir: folder })).toEqual([['Use createAgentInstanceFactory(who), an object of this user\'s own (who is a user context by its type).']]);
  });

  it('costs little to load: it loads neither TypeScript nor ts-morph nor valibot', () => {
    const script = `await import(${JSON.stringify(compiledPlugin())}); const { default: m } = await import('node:module'); console.log(Object.keys(m._cache).join());`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toContain('oxc-parser');
    expect(stdout).not.toMatch(/node_modules\/(?:typescript|ts-morph|valibot|@typescript-eslint)\//);
  });
});
