/** A server on disk that is migrated, compiled and run: as a process of its own, on the real framework. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';

const SERVERS = fileURLToPath(new URL('./', import.meta.url));
const REPOSITORY_MODULES = fileURLToPath(new URL('../../../../node_modules/', import.meta.url));

export const FRAMEWORKS: readonly string[] = readdirSync(SERVERS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
  .map((entry) => entry.name);

/** What each user got to read. */
export type Answers = { readonly alice: unknown; readonly bob: unknown };

/** Makes a folder with the framework's server in it, and removes it when disposed of. */
export function setUp(framework: string): { readonly root: string } & Disposable {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'server-')));
  cpSync(join(SERVERS, '_base'), root, { recursive: true });
  cpSync(join(SERVERS, framework), root, { recursive: true });
  symlinkSync(REPOSITORY_MODULES, join(root, 'node_modules'));
  return { root, [Symbol.dispose]: () => { rmSync(root, { recursive: true, force: true }); } };
}

/** Compiles the server and lets two users ask at once. */
export async function converse(root: string): Promise<Answers> {
  const out = join(root, 'dist');
  compile(root, out);
  const { stdout } = await promisify(execFile)(process.execPath, [join(out, 'main.js')], { cwd: root, timeout: 20_000 });
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  return JSON.parse(last) as Answers;
}

function compile(root: string, out: string): void {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8')) as { config: { compilerOptions: object } };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  for (const file of sourcesIn(root)) {
    const target = join(out, relative(root, file).replace(/\.ts$/, '.js'));
    const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), { fileName: file, compilerOptions: { ...options, module: ts.ModuleKind.ESNext, noEmit: false } });
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
  cpSync(join(root, 'package.json'), join(out, 'package.json'));
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'dist' ? [] : sourcesIn(path);
    return entry.isFile() && entry.name.endsWith('.ts') ? [path] : [];
  });
}
