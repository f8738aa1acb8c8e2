import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const source = join(import.meta.dirname, '../../src/runtime');
const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { dependencies?: object; sideEffects: boolean; exports: Record<string, { types: string; default: string } | string> };
const entries = Object.entries(manifest.exports).flatMap(([name, entry]) => (typeof entry === 'string' ? [] : [{ name: name.replace('.', '@unsingleton/runtime'), ...entry }]));

let root: string;
let size: number;
let packed: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'unsingleton-runtime-'));
  const folder = join(root, 'runtime');
  mkdirSync(folder);
  for (const part of ['dist', 'package.json', 'LICENSE']) cpSync(join(source, part), join(folder, part), { recursive: true });
  execFileSync(process.execPath, [join(source, 'prepack.mjs'), folder]);
  const [{ size: bytes, filename } = { size: Infinity, filename: '' }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--loglevel=error'], { cwd: folder, encoding: 'utf8' })) as { size: number; filename: string }[];
  size = bytes;
  packed = join(root, 'node_modules/@unsingleton/runtime');
  mkdirSync(packed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', packed, '--strip-components=1']);
});
afterAll(() => { rmSync(root, { recursive: true }); });

describe('the package @unsingleton/runtime, as it is packed', () => {
  it('is less than 40 kB, and has no dependency and no side effect', () => {
    expect(size).toBeLessThan(40_000);
    expect([manifest.dependencies, manifest.sideEffects]).toEqual([undefined, false]);
    const files = readdirSync(packed, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => !/^(LICENSE|package\.json|dist|dist\/[\w-]+|dist\/.*\.(js|d\.ts))$/.test(file))).toEqual([]);
  });

  it('loads every entry without any package beside it', () => {
    expect(entries.filter(({ types }) => !existsSync(join(packed, types)))).toEqual([]);
    const program = `for (const entry of ${JSON.stringify(entries.map(({ name }) => name))}) await import(entry); console.log('loaded');`;
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root, encoding: 'utf8' })).toBe('loaded\n');
  });

  it('works as the source does, and its stack traces keep the names of functions', () => {
    const program = `
      import { createAgentInstanceFactory, runInScope, UserExecutionContext } from '@unsingleton/runtime';
      import { assertIsolated } from '@unsingleton/runtime/testing';
      class Desk { #last; async handle(text) { this.#last = text; await null; return this.#last; } }
      const shared = new Desk();
      await assertIsolated({ make: () => new Desk(), act: (desk, user) => desk.handle(user.canary), positiveControl: () => shared });
      const alice = UserExecutionContext.create({ userId: 'alice', threadId: 't', runId: 'r' });
      console.log(runInScope(alice, () => createAgentInstanceFactory(alice) === createAgentInstanceFactory.current()));
      try { createAgentInstanceFactory({}); } catch (error) { console.log(error.name, /copyThatMade[\\s\\S]*scopeFor/.test(error.stack)); }`;
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root, encoding: 'utf8' })).toBe('true\nUserContextError true\n');
  });

  it('has declarations that compile by themselves, with nothing internal in them', () => {
    const file = join(root, 'program.ts');
    writeFileSync(file, entries.map(({ name }, index) => `export * as entry${index} from '${name}';`).join('\n'));
    writeFileSync(join(root, 'package.json'), '{"type":"module"}');
    const program = ts.createProgram([file], { strict: true, noEmit: true, skipLibCheck: false, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023, lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'], types: ['node'], typeRoots: [join(source, '../../node_modules/@types')] });
    const problems = ts.getPreEmitDiagnostics(program).filter(({ file: where }) => where?.fileName.startsWith(root) ?? true);
    expect(problems.map(({ file: where, messageText }) => `${where?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)).toEqual([]);
    const declared = readdirSync(packed, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.d.ts')).map((name) => readFileSync(join(packed, name), 'utf8'));
    expect(declared.filter((text) => /@internal|LiveScope/.test(text))).toEqual([]);
  });
});

describe('the sources of the runtime', () => {
  it('import nothing but Node and one another', () => {
    const sources = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.d)\.ts$/.test(file) && !file.startsWith('dist'));
    const foreign = sources.flatMap((file) => [...readFileSync(join(source, file), 'utf8').matchAll(/^(?:import|export)[^'"]*from '([^']+)'/gm)].map(([, from]) => from ?? '').filter((from) => !from.startsWith('.') && !from.startsWith('node:')));
    expect([sources.length > 40, foreign]).toEqual([true, []]);
  });
});
