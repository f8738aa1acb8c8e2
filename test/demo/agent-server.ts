/** A server of `test/apps` in a folder of its own, where it can be changed. */
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import type { MigrationReport } from '../../codemods/change/report.js';
import { run } from '../bench/measure.js';
import { readJson, runNode, whileServing, type Finished } from './process.js';

const repository = join(import.meta.dirname, '..', '..');
const CLI = join(repository, 'dist', 'src', 'cli', 'main.js');

export type Leak = { readonly receiver: string; readonly of: string; readonly request: string; readonly received: string };
export type Isolation = { readonly answers: number; readonly leaks: readonly Leak[]; readonly failures: readonly string[] };
export type LintMessage = { readonly file: string; readonly line: number; readonly column: number; readonly rule: string; readonly message: string };
export type TestRun = { readonly passed: number; readonly failed: readonly string[] };

export class AgentServer {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async copy(app: 'agent-server' | 'agent-platform' = 'agent-server'): Promise<AgentServer> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), `${app}-`)));
    await cp(join(repository, 'test', 'apps', app), folder, { recursive: true, filter: (path) => !/[\\/](dist|node_modules)$/.test(path) });
    await linkPackages(join(folder, 'node_modules'));
    await writeFile(join(folder, 'eslint.config.js'), LINTER_CONFIGURATION);
    return new AgentServer(folder);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Every source file with its text, by path. */
  async sources(): Promise<Map<string, string>> {
    const found: Map<string, string> = new Map();
    for (const part of ['src', 'test', 'examples', 'scripts'].map((name) => join(this.folder, name)).filter(existsSync)) {
      const entries = await readdir(part, { recursive: true, withFileTypes: true });
      for (const entry of entries.filter((each) => each.isFile())) {
        const path = join(entry.parentPath, entry.name);
        found.set(relative(this.folder, path).split(sep).join('/'), await readFile(path, 'utf8'));
      }
    }
    return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  /** Type-checks and compiles: the messages of the compiler. */
  async build(...options: readonly string[]): Promise<readonly string[]> {
    const { stdout, stderr, code } = await this.tool('typescript/bin/tsc', '-p', '.', ...options);
    return code === 0 ? [] : (stdout + stderr).trim().split('\n');
  }

  /** Runs the server's own tests; with files, only those that depend on one of them. */
  async test(...files: readonly string[]): Promise<TestRun> {
    const which = files.length === 0 ? ['run'] : ['related', '--run', '--passWithNoTests', ...files];
    const finished = await this.tool('vitest/vitest.mjs', ...which, '--reporter=json');
    const { testResults } = readJson(finished) as { testResults: readonly TestFile[] };
    const results = testResults.flatMap(({ assertionResults }) => assertionResults);
    return {
      passed: results.filter(({ status }) => status === 'passed').length,
      failed: [
        ...testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).map(({ name }) => name),
        ...results.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
      ],
    };
  }

  async lint(): Promise<readonly LintMessage[]> {
    const files = readJson(await this.tool('eslint/bin/eslint.js', '--format', 'json', 'src')) as readonly LintedFile[];
    return files.flatMap(({ filePath, messages }) =>
      messages.map(({ line, column, ruleId, message }) => ({
        file: relative(this.folder, filePath).split(sep).join('/'),
        line,
        column,
        rule: ruleId ?? 'syntax',
        message,
      })),
    );
  }

  async migrate(...options: readonly string[]): Promise<MigrationReport> {
    return readJson(await runNode(this.folder, CLI, 'migrate', ...options, '--format', 'json')) as MigrationReport;
  }

  /** The same, and what it cost: on a busy machine the clock says little about that. */
  measureMigration(...options: readonly string[]): { readonly report: MigrationReport; readonly cpuSeconds: number } {
    const { stdout, stderr, status, cost } = run(this.folder, CLI, 'migrate', ...options, '--format', 'json');
    return { report: readJson({ stdout, stderr, code: status }) as MigrationReport, cpuSeconds: cost?.cpuSeconds ?? NaN };
  }

  /** Starts the built server and has Alice and Bob work at the same time. */
  checkIsolation(): Promise<Isolation> {
    return whileServing(this.folder, join('dist', 'src', 'main.js'), async (url) =>
      readJson(await runNode(this.folder, join('dist', 'leak-check.js'), url, '--json')) as Isolation);
  }

  private tool(path: string, ...args: readonly string[]): Promise<Finished> {
    return runNode(this.folder, join(repository, 'node_modules', path), ...args);
  }
}

type TestFile = {
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
};

type LintedFile = {
  readonly filePath: string;
  readonly messages: readonly { readonly line: number; readonly column: number; readonly ruleId: string | null; readonly message: string }[];
};

const LINTER_CONFIGURATION = `import tseslint from 'typescript-eslint';
import unsingleton from 'unsingleton/eslint';

export default [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } }, unsingleton.configs.recommended];
`;

/** The packages of this repository, and the repository itself under its name, as an installation would have them. */
async function linkPackages(folder: string): Promise<void> {
  await mkdir(folder);
  const installed = join(repository, 'node_modules');
  const names = (await readdir(installed)).filter((name) => !name.startsWith('.') && name !== 'unsingleton');
  await Promise.all(names.map((name) => symlink(join(installed, name), join(folder, name), 'junction')));
  await symlink(repository, join(folder, 'unsingleton'), 'junction');
}
